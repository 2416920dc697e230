package dev.sangja.runtime.anatomy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One layer of an image.
 *
 * @param index the lowest is 0
 * @param bytes of file content that it holds
 * @param wastedBytes of these that a later layer hides
 * @param changes what it does, by rising path; directories that are there only for what they hold are left out
 */
public record LayerAnatomy(int index, long bytes, long wastedBytes, List<Change> changes) {
    /** What a layer does at a path. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED,
        OPAQUE
    }

    /**
     * One change.
     *
     * @param bytes of the file that is there now; 0 for anything else
     */
    public record Change(Kind kind, String path, long bytes) {
        public Change {
            requireNonNull(kind, "kind");
            requireNonNull(path, "path");
        }
    }

    public LayerAnatomy {
        changes = List.copyOf(changes);
    }

    /** How many changes are of that kind. */
    public long count(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    /** Its largest file; empty if it holds none. */
    public Optional<Change> largest() {
        return changes.stream()
                .filter(change -> change.bytes() > 0)
                .max(java.util.Comparator.comparingLong(Change::bytes));
    }
}
