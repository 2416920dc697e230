package dev.sangja.runtime.dockerfile;

import java.util.Arrays;
import java.util.List;

/**
 * The lines of one instruction put together: without continuation characters, comments between and empty lines. Knows
 * for each of its characters where in the file it stands. Immutable.
 */
public final class LogicalLine {
    private final String text;
    private final int firstLine;
    private final int lastLine;
    private final int[] starts;
    private final int[] lines;
    private final int[] columns;
    private final List<Comment> comments;

    /** A comment that stands directly above an instruction. */
    record Comment(int line, String text) {}

    private LogicalLine(Builder builder) {
        this.text = builder.text.toString();
        this.firstLine = builder.firstLine;
        this.lastLine = builder.lastLine;
        this.starts = Arrays.copyOf(builder.starts, builder.pieces);
        this.lines = Arrays.copyOf(builder.lines, builder.pieces);
        this.columns = Arrays.copyOf(builder.columns, builder.pieces);
        this.comments = List.copyOf(builder.comments);
    }

    /** The text of all its pieces. */
    public String text() {
        return text;
    }

    public int firstLine() {
        return firstLine;
    }

    /** Its last line, without those of its heredocs. */
    public int lastLine() {
        return lastLine;
    }

    List<Comment> comments() {
        return comments;
    }

    /** Where the characters from one offset up to another stand. */
    public SourceSpan span(int from, int to) {
        int piece = piece(Math.min(from, text.length()));
        int end = piece(Math.max(from, to - 1));
        return new SourceSpan(
                lines[piece],
                columns[piece] + from - starts[piece],
                lines[end],
                columns[end] + Math.max(to, from + 1) - starts[end]);
    }

    /** Where all of it stands. */
    public SourceSpan span() {
        return span(0, text.length());
    }

    private int piece(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** Puts one together. */
    static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private final List<Comment> comments;
        private int[] starts = new int[4];
        private int[] lines = new int[4];
        private int[] columns = new int[4];
        private int pieces;
        private final int firstLine;
        private int lastLine;

        Builder(int firstLine, List<Comment> comments) {
            this.firstLine = firstLine;
            this.lastLine = firstLine;
            this.comments = comments;
        }

        /** Adds a piece that begins at that place of the file. */
        Builder add(String piece, int line, int column) {
            lastLine = line;
            if (pieces > 0 && piece.isEmpty()) {
                return this;
            }
            if (pieces == starts.length) {
                starts = Arrays.copyOf(starts, pieces * 2);
                lines = Arrays.copyOf(lines, pieces * 2);
                columns = Arrays.copyOf(columns, pieces * 2);
            }
            // An empty first piece gives way: two pieces must not begin at one offset.
            int slot = pieces > 0 && starts[pieces - 1] == text.length() ? pieces - 1 : pieces++;
            starts[slot] = text.length();
            lines[slot] = line;
            columns[slot] = column;
            text.append(piece);
            return this;
        }

        LogicalLine build() {
            return new LogicalLine(this);
        }
    }
}
