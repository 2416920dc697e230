package dev.sangja.runtime.engine;

import dev.sangja.runtime.receipt.LayerChange;
import java.util.List;

/** What differs between a container's image and its writable layer. */
final class LayerChanges {
    private LayerChanges() {}

    static List<LayerChange> of(ContainerRoot root) {
        return UpperScan.of(root.upper(), root.lower());
    }
}
