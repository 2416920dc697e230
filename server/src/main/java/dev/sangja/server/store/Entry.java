package dev.sangja.server.store;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that a learner entered in a step besides code.
 *
 * @param item the id of the question, cell or quiz
 * @param content JSON
 */
public record Entry(Kind kind, String item, String content, Instant at) {
    /** What was entered. */
    public enum Kind {
        PREDICTION,
        ANSWER,
        QUIZ;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofColumn(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
