package dev.sangja.web.picture;

import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.NamespaceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who lives in which namespace, as a grid of kinds and columns: what the map draws and its table says.
 *
 * @param columns process groups, the lab host's shell first
 * @param rows one for each kind, in their fixed order
 */
public record NamespaceGrid(List<NamespaceColumn> columns, List<Row> rows) {
    public NamespaceGrid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The grid after a run; a namespace that nobody lived in before it is new. */
    public static NamespaceGrid of(MachineView before, MachineView after) {
        return of(before, after, List.of());
    }

    /** The same, with a place for those processes (by their command lines) and containers (by their names). */
    public static NamespaceGrid of(MachineView before, MachineView after, List<String> wanted) {
        List<NamespaceColumn> columns = NamespaceColumn.choose(before, after, wanted);
        Set<Long> old = before.namespaces().stream().map(NamespaceView::inode).collect(Collectors.toSet());
        List<Row> rows = new ArrayList<>();
        for (NamespaceType type : NamespaceType.values()) {
            rows.add(row(type, columns, old));
        }
        return new NamespaceGrid(columns, rows);
    }

    /** Whether any process shown lives in another namespace than the shell. */
    public boolean anyForeign() {
        return rows.stream().anyMatch(row -> row.spans().size() > 1);
    }

    /** How many kinds have a namespace that is new. */
    public long changed() {
        return rows.stream().filter(Row::changed).count();
    }

    private static Row row(NamespaceType type, List<NamespaceColumn> columns, Set<Long> old) {
        List<Span> spans = new ArrayList<>();
        List<Long> foreign = new ArrayList<>();
        boolean changed = false;
        for (int column = 0; column < columns.size(); column++) {
            Optional<Long> inode = inode(columns.get(column), type);
            if (inode.isEmpty()) {
                continue;
            }
            long number = inode.get();
            boolean home = inode(columns.get(0), type).equals(inode);
            if (!home && !foreign.contains(number)) {
                foreign.add(number);
            }
            changed |= !old.contains(number);
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.inode() == number && last.to() == column - 1) {
                spans.set(spans.size() - 1, new Span(last.from(), column, number, last.rank()));
            } else {
                spans.add(new Span(column, column, number, home ? 0 : foreign.indexOf(number) + 1));
            }
        }
        return new Row(type, spans, changed);
    }

    private static Optional<Long> inode(NamespaceColumn column, NamespaceType type) {
        Map<NamespaceType, Long> namespaces = column.process().namespaces();
        return Optional.ofNullable(namespaces.get(type));
    }

    /**
     * One kind.
     *
     * @param type the kind
     * @param spans neighbouring columns that share a namespace, from left to right
     * @param changed whether one of them is new since before the run
     */
    public record Row(NamespaceType type, List<Span> spans, boolean changed) {
        public Row {
            spans = List.copyOf(spans);
        }
    }

    /**
     * One namespace over neighbouring columns.
     *
     * @param from first column
     * @param to last column
     * @param inode the namespace's number
     * @param rank 0 for the lab host's, 1 for the first other one of the row, 2 for the second…
     */
    public record Span(int from, int to, long inode, int rank) {}
}
