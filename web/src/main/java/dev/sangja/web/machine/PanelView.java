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
 * @param lastCell the place of the last run's cell among the cells of its step, if there was one
 */
public record PanelView(
        MachineStatus status,
        Optional<MachineView> before,
        Optional<MachineView> now,
        List<LayerDiff> layers,
        Optional<Integer> lastCell) {
    public PanelView {
        layers = List.copyOf(layers);
    }
}
