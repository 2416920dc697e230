package dev.sangja.lessons.check;

import static java.util.Objects.requireNonNull;

/**
 * One finished run of a cell.
 *
 * @param cell the cell's id
 * @param exitCode what it ended with
 * @param output what it wrote to standard output, as far as it was kept
 * @param errors what it wrote to standard error, as far as it was kept
 */
public record CellRun(String cell, int exitCode, String output, String errors) {
    public CellRun {
        requireNonNull(cell, "cell");
        requireNonNull(output, "output");
        requireNonNull(errors, "errors");
    }
}
