package dev.sangja.lessons.proof;

import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Predict;
import java.util.Map;

/** One thing to do to a machine, or to find out of it. */
public sealed interface Action {
    /** Open the step on a fresh machine: build its start state; evidence counts from here. */
    record Open(String startState) implements Action {}

    /** Nothing more is promised unless that holds now. */
    record Suppose(Expression condition, Map<String, Expression> definitions) implements Action {
        public Suppose {
            definitions = Map.copyOf(definitions);
        }
    }

    /** Write a file of the workbench, as saving a file cell does. */
    record Save(Cell.File cell, String text) implements Action {}

    /** Run commands as a cell of that id, at that cell's level, and wait for the end. An empty id is no cell's run. */
    record Run(String cell, String code) implements Action {}

    /** Give that answer. */
    record Answer(String field, String value) implements Action {}

    /** Give the answer that the expression yields now. */
    record AnswerMeasured(String field, Expression solution, Map<String, Expression> definitions) implements Action {
        public AnswerMeasured {
            definitions = Map.copyOf(definitions);
        }
    }

    /** The check must not pass; whatever its code. */
    record MustNotPass() implements Action {}

    /** The check must pass, and again when it is made a second time. */
    record MustPass() implements Action {}

    /** The check must not pass, and one of its failures must have that code. */
    record MustFail(String code) implements Action {}

    /** It must be known which of the predicted things happened. */
    record MustKnow(Predict predict) implements Action {}
}
