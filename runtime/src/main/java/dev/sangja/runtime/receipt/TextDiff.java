package dev.sangja.runtime.receipt;

import java.util.List;

/**
 * The difference of two short texts, line by line.
 *
 * @param lines removed, added and surrounding lines, in order
 * @param cut how many further lines of difference were left out
 */
public record TextDiff(List<Line> lines, int cut) {
    public TextDiff {
        lines = List.copyOf(lines);
    }

    /** One line of a difference, without its line end. */
    public record Line(Kind kind, String text) {
        /** Where the line stands. */
        public enum Kind {
            SAME,
            REMOVED,
            ADDED
        }
    }
}
