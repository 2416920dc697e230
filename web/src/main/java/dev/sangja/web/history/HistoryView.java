package dev.sangja.web.history;

import dev.sangja.runtime.history.FileState;
import dev.sangja.runtime.receipt.LayerDiff;
import java.util.List;
import java.util.Optional;

/**
 * A machine's past as its page shows it.
 *
 * @param rows newest first
 * @param refusal why the last way back could not be taken, in English as it was recorded; empty if it could
 * @param compared two states side by side, if that was asked for
 */
public record HistoryView(List<Row> rows, String refusal, Optional<Comparison> compared) {
    public HistoryView {
        rows = List.copyOf(rows);
    }

    /**
     * A state.
     *
     * @param cell the cell whose run made it; empty for what changed between runs
     * @param current whether the files are in it
     * @param undone whether it lies on a branch that was left
     */
    public record Row(FileState state, Optional<CellPlace> cell, boolean current, boolean undone) {}

    /**
     * Where a cell stands.
     *
     * @param step such as {@code 3.2}
     * @param index its place among the cells that run
     * @param address of the step's page
     */
    public record CellPlace(String step, int index, String address) {}

    /** What differs between two states. */
    public record Comparison(long before, long after, List<LayerDiff> diffs) {
        public Comparison {
            diffs = List.copyOf(diffs);
        }
    }
}
