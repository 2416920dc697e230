package dev.sangja.lessons.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much of the work a step does for the learner. It fades in the course of a lesson. */
public enum Support {
    /** Every command is there. */
    FULL,
    /** Commands have blanks. */
    BLANKS,
    /** Only the goal is said. */
    GOAL;

    @JsonValue
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
