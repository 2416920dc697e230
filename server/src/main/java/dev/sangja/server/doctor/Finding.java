package dev.sangja.server.doctor;

import static java.util.Objects.requireNonNull;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.limits.Shortfall;
import java.util.Locale;
import java.util.Optional;

/**
 * What was found out about one feature.
 *
 * @param detail the fact that says so, in the words of the system, in English
 * @param shortfall why limits fall short, if it is about limits
 */
public record Finding(Feature feature, Status status, String detail, Optional<Shortfall> shortfall) {
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
        requireNonNull(shortfall, "shortfall");
    }

    Finding(Feature feature, Status status, String detail) {
        this(feature, status, detail, Optional.empty());
    }

    /** What is lost, and why where that is known. */
    public String degrades(Language language) {
        String lost = feature.degrades(language);
        return shortfall
                .map(why -> lost + " " + ShortfallText.of(why, language))
                .orElse(lost);
    }

    static Finding of(Feature feature, Attempt attempt, Status otherwise) {
        return new Finding(feature, attempt.succeeded() ? Status.OK : otherwise, attempt.fact());
    }
}
