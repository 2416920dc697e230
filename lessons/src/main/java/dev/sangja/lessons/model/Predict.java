package dev.sangja.lessons.model;

import dev.sangja.lessons.check.Outcome;
import dev.sangja.lessons.text.Message;
import java.util.List;

/**
 * A question before a run. It never blocks the run and is never graded; besides its options there is always "not sure".
 *
 * @param id its name within the step
 * @param cell the id of the cell whose run shows what happens
 * @param question what is asked
 * @param options in order, without "not sure"
 * @param outcome how it is told from that run which of them happened
 */
public record Predict(String id, String cell, Message question, List<Cell.Option> options, Outcome outcome) {
    /** The option that is always there. */
    public static final String UNSURE = "unsure";

    public Predict {
        options = List.copyOf(options);
    }
}
