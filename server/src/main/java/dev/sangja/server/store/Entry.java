package dev.sangja.server.store;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that a learner entered in a step besides code, or that was found out about what was entered.
 *
 * @param item the id of the question, cell or quiz
 * @param content JSON
 */
public record Entry(Kind kind, String item, String content, Instant at) {
    /** What was entered. */
    public enum Kind {
        /** What was predicted before a run. */
        PREDICTION,
        /** What happened in the run that a prediction was about; not entered, but measured. */
        OUTCOME,
        /** Measured values, or an order. */
        ANSWER,
        /** Choices of a quiz. */
        QUIZ;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofColumn(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
