package dev.sangja.runtime.history;

import java.nio.file.Path;
import java.util.List;

/**
 * A tree of files whose past is kept.
 *
 * @param place what receipts call it: {@code workbench} or {@code /lab}
 * @param seen where its changes lie: the overlay's upper directory, or the plain directory itself
 * @param written where it may be written: the overlay's merged view, or the plain directory
 * @param lower the overlay's layers below, the topmost first; none for a plain directory
 * @param staging a directory on the same mount as {@code written}, where files are made before they get their place
 * @param excluded paths that are not looked at, with all below them
 */
public record TrackedTree(
        String place, Path seen, Path written, List<Path> lower, Path staging, List<String> excluded) {
    public TrackedTree {
        lower = List.copyOf(lower);
        excluded = List.copyOf(excluded);
    }

    boolean isOverlay() {
        return !lower.isEmpty();
    }

    boolean excludes(String path) {
        return excluded.stream().anyMatch(one -> path.equals(one) || path.startsWith(one + "/"));
    }
}
