package dev.sangja.web.lesson;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Step;
import java.util.List;

/** The cells of a step that run: they have letters, and an order that matters. */
final class Cells {
    private Cells() {}

    static List<Cell> running(Step step) {
        return step.cells().stream().filter(Cells::runs).toList();
    }

    static boolean runs(Cell cell) {
        return cell instanceof Cell.Shell || cell instanceof Cell.File;
    }

    /** The place of a cell among those that run, from 0; -1 if it does not run. */
    static int index(Step step, String cell) {
        return running(step).stream().map(Cell::id).toList().indexOf(cell);
    }
}
