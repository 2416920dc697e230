package dev.sangja.runtime.docker.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligns the cells of lines, which tabs end, as Go's text/tabwriter does; but by display width, so that Korean names
 * stay in line. A column is a run of lines that have a cell there; what follows a line's last tab belongs to no column.
 */
public final class Columns {
    private static final int PADDING = 3;

    private final int least;
    private final List<List<String>> lines;
    private final List<Integer> widths = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();

    private Columns(String text, int least) {
        this.least = least;
        this.lines =
                text.lines().map(line -> Arrays.asList(line.split("\t", -1))).toList();
    }

    /**
     * The text with its columns aligned; every line ends with a line end.
     *
     * @param least how wide a column is at least, in cells
     */
    public static String align(String text, int least) {
        Columns columns = new Columns(text, least);
        columns.block(0, columns.lines.size());
        return columns.out.toString();
    }

    private void block(int from, int to) {
        int column = widths.size();
        int start = from;
        int line = from;
        while (line < to) {
            if (!hasCell(line, column)) {
                line++;
                continue;
            }
            write(start, line);
            start = line;
            int width = least;
            while (line < to && hasCell(line, column)) {
                width = Math.max(width, DisplayWidth.of(lines.get(line).get(column)) + PADDING);
                line++;
            }
            widths.add(width);
            block(start, line);
            widths.remove(widths.size() - 1);
            start = line;
        }
        write(start, to);
    }

    private boolean hasCell(int line, int column) {
        return column < lines.get(line).size() - 1;
    }

    private void write(int from, int to) {
        for (List<String> cells : lines.subList(from, to)) {
            for (int i = 0; i < cells.size(); i++) {
                boolean aligned = i < widths.size() && i < cells.size() - 1;
                out.append(aligned ? DisplayWidth.pad(cells.get(i), widths.get(i)) : cells.get(i));
            }
            out.append('\n');
        }
    }
}
