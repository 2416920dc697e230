package dev.sangja.runtime.limits;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;

/**
 * Why a resource cannot be limited as it should be. The sentences about it, in both languages, live with the pages;
 * {@link #key()} finds them and the facts fill them.
 *
 * @param code which reason
 * @param facts what to say of it, by name: {@code controller}, {@code directory}, {@code refusal}
 */
public record Shortfall(Code code, Map<String, String> facts) {
    /** The reasons. */
    public enum Code {
        /** No file system of control groups is mounted. */
        NO_CONTROL_GROUPS,
        /** The controller is in no hierarchy, or was not handed on to this one; fact {@code controller}. */
        CONTROLLER_MISSING,
        /** Version 2 is there, but nobody delegated a group to this user; fact {@code directory}. */
        NOT_DELEGATED,
        /** Version 1 takes only root's groups; fact {@code directory}. */
        NEEDS_ROOT,
        /** The file system of control groups is mounted read-only; fact {@code directory}. */
        READ_ONLY,
        /** All looked well, and then the kernel refused; fact {@code refusal}. */
        REFUSED
    }

    public Shortfall {
        requireNonNull(code, "code");
        facts = Map.copyOf(facts);
    }

    /** The key of its sentence, such as {@code limits.shortfall.not-delegated}. */
    public String key() {
        return "limits.shortfall." + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
