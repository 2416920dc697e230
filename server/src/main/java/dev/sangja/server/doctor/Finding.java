package dev.sangja.server.doctor;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What was found out about one feature.
 *
 * @param detail the fact that says so, in the words of the system, in English
 */
public record Finding(Feature feature, Status status, String detail) {
    /** Whether a feature is there. */
    public enum Status {
        /** It was tried and works. */
        OK,
        /** It is missing, and lessons lose something. */
        DEGRADED,
        /** It is missing, and no machine can be started. */
        MISSING;

        /** Its name for scripts. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Finding {
        requireNonNull(feature, "feature");
        requireNonNull(status, "status");
        requireNonNull(detail, "detail");
    }

    static Finding of(Feature feature, Attempt attempt, Status otherwise) {
        return new Finding(feature, attempt.succeeded() ? Status.OK : otherwise, attempt.fact());
    }
}
