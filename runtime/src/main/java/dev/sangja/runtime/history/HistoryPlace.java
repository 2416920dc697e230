package dev.sangja.runtime.history;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.layer.ScanLimits;
import dev.sangja.runtime.layer.UpperScan;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory whose states are kept.
 *
 * @param name what receipts call it: {@code workbench} or {@code /lab}
 * @param directory an overlay's upper directory, or a plain one
 * @param lower the layers below it, upmost first; none for a plain directory
 * @param scan looks through it
 */
public record HistoryPlace(String name, Path directory, List<Path> lower, UpperScan scan) {
    public HistoryPlace {
        requireNonNull(name, "name");
        requireNonNull(directory, "directory");
        lower = List.copyOf(lower);
    }

    /** A place that is looked through on its own. */
    public static HistoryPlace of(String name, Path directory, List<Path> lower) {
        return new HistoryPlace(name, directory, lower, new UpperScan(directory, lower, ScanLimits.DEFAULT));
    }
}
