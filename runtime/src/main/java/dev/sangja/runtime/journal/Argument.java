package dev.sangja.runtime.journal;

import static java.util.Objects.requireNonNull;

/**
 * One named argument of a system call.
 *
 * @param name the parameter's name in the call's manual page, such as {@code target}
 * @param value the decoded value
 */
public record Argument(String name, ArgumentValue value) {
    public Argument {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
    }
}
