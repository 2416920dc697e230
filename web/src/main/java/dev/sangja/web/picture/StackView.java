package dev.sangja.web.picture;

import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Layers from top to bottom and the files that one looks at through them.
 *
 * @param name whose stack it is
 * @param rows the layers, the writable one first
 * @param files the files shown as columns
 */
public record StackView(String name, List<Row> rows, List<File> files) {
    /** A picture has room for so many columns. */
    static final int MOST_FILES = 6;

    public StackView {
        rows = List.copyOf(rows);
        files = List.copyOf(files);
    }

    /**
     * What a run's difference alone can tell: the writable layer over everything below it, and the changed files.
     *
     * @param upper the label of the writable layer
     * @param lower the label of what lies below
     */
    public static StackView of(LayerDiff diff, String upper, String lower) {
        List<File> files = diff.changes().stream()
                .filter(change -> !change.type().equals("directory") || change.kind() == LayerChange.Kind.OPAQUE)
                .sorted(Comparator.comparing(LayerChange::kind).thenComparing(LayerChange::path))
                .limit(MOST_FILES)
                .map(StackView::file)
                .toList();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(upper, "upper", Optional.of(diff.bytesAfter()), true));
        rows.add(new Row(lower, "lower", Optional.empty(), false));
        return new StackView(diff.place(), rows, files);
    }

    private static File file(LayerChange change) {
        String path = change.path();
        boolean below = change.sizeBefore() >= 0;
        Map<Integer, Cell> cells = below
                ? Map.of(0, new Cell.Changed(change.kind()), 1, new Cell.Hidden(change.sizeBefore()))
                : Map.of(0, new Cell.Changed(change.kind()));
        Optional<Long> visible = change.sizeAfter() >= 0 ? Optional.of(change.sizeAfter()) : Optional.empty();
        return new File(path.substring(path.lastIndexOf('/') + 1), path, visible, cells);
    }

    /** One layer: its label, a smaller line below it, its size if known, and whether it is writable. */
    public record Row(String label, String caption, Optional<Long> bytes, boolean writable) {}

    /** One file: its short name, its path, its visible size if it is visible, and what each layer holds of it. */
    public record File(String name, String path, Optional<Long> visible, Map<Integer, Cell> cells) {
        public File {
            cells = Map.copyOf(cells);
        }
    }

    /** What one layer holds of one file. */
    public sealed interface Cell {
        /** The writable layer's own: added, changed, or a whiteout. */
        record Changed(LayerChange.Kind kind) implements Cell {}

        /** There, and seen from above. */
        record Seen(long bytes) implements Cell {}

        /** There, and hidden by something above it. */
        record Hidden(long bytes) implements Cell {}
    }
}
