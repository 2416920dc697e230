package dev.sangja.web.machine;

import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.MachineView;
import java.util.List;
import java.util.Optional;

/**
 * A machine as the panel shows it.
 *
 * @param status what has become of it
 * @param before how it was before the last run; what differs is marked
 * @param now how it is, or how it was last seen
 * @param layers the writable layers, as the last run left them
 * @param lastCell the cell of the last run, if it was on this machine
 */
public record PanelView(
        MachineStatus status,
        Optional<MachineView> before,
        Optional<MachineView> now,
        List<LayerDiff> layers,
        Optional<Cell> lastCell) {
    public PanelView {
        layers = List.copyOf(layers);
    }

    /**
     * A cell that ran.
     *
     * @param step the number of its step, such as {@code 6.3}
     * @param index its place among the cells of the step that run
     */
    public record Cell(String step, int index) {}
}
