package dev.sangja.runtime.limits;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a resource can be limited on this host.
 *
 * @param resource what is limited
 * @param strength how far
 * @param source the kernel file, or the resource limit, that does it; empty if nothing does
 * @param shortfall why not further
 */
public record Enforcement(LimitedResource resource, Strength strength, String source, Optional<Shortfall> shortfall) {
    /** How far a limit reaches. */
    public enum Strength {
        /** All processes together. */
        TOGETHER,
        /** All processes of one user together. */
        PER_USER,
        /** Each process for itself. */
        PER_PROCESS,
        /** Not at all. */
        NONE
    }

    public Enforcement {
        requireNonNull(resource, "resource");
        requireNonNull(strength, "strength");
        requireNonNull(source, "source");
        requireNonNull(shortfall, "shortfall");
    }
}
