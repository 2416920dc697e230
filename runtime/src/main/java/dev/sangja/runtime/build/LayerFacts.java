package dev.sangja.runtime.build;

import dev.sangja.runtime.layer.LayerComparison;
import dev.sangja.runtime.layer.ScanLimits;
import dev.sangja.runtime.layer.UpperScan;
import dev.sangja.runtime.receipt.BuildLayer;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.store.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says what a layer holds, for receipts. */
final class LayerFacts {
    private static final int MOST_CHANGES = 200;

    private LayerFacts() {}

    /** The facts of a layer that lies on others; empty if it cannot be read, which spoils no build. */
    static Optional<BuildLayer> of(BuildStore store, Layer layer, List<Layer> stack) {
        try {
            int at = stack.lastIndexOf(layer);
            List<Path> directories = store.directories(stack.subList(0, at + 1));
            LayerDiff diff = LayerComparison.whole(
                    "",
                    "",
                    new UpperScan(directories.get(0), directories.subList(1, directories.size()), ScanLimits.DEFAULT)
                            .take(),
                    ScanLimits.DEFAULT);
            List<LayerChange> changes = diff.changes();
            int added = count(changes, LayerChange.Kind.ADDED);
            int deleted = count(changes, LayerChange.Kind.DELETED);
            int shown = Math.min(MOST_CHANGES, changes.size());
            return Optional.of(new BuildLayer(
                    layer.diffId().toString(),
                    layer.blob().digest().toString(),
                    diff.bytesAfter(),
                    added,
                    changes.size() - added - deleted,
                    deleted,
                    changes.subList(0, shown).stream()
                            .map(LayerFacts::withoutText)
                            .toList(),
                    changes.size() - shown + diff.cut()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static int count(List<LayerChange> changes, LayerChange.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static LayerChange withoutText(LayerChange change) {
        return new LayerChange(
                change.kind(), change.path(), change.type(), change.sizeBefore(), change.sizeAfter(), Optional.empty());
    }
}
