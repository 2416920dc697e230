package dev.sangja.runtime.probe;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.receipt.LayerDiff;
import java.util.List;

/**
 * A file system that is made of layers, as it is now.
 *
 * @param place what was asked for: an image's name, a container's, a mount point, or {@code workbench}
 * @param kind what it is
 * @param floors its layers, the topmost first
 */
public record LayerTower(String place, Kind kind, List<Floor> floors) {
    public LayerTower {
        requireNonNull(place, "place");
        requireNonNull(kind, "kind");
        floors = List.copyOf(floors);
    }

    /** What has layers. */
    public enum Kind {
        IMAGE,
        CONTAINER,
        /** An overlay file system that the learner mounted. */
        MOUNT,
        WORKBENCH
    }

    /**
     * One layer.
     *
     * @param id the digest of its uncompressed archive, or the directory that holds it
     * @param createdBy the step of the image's history that made it; empty if none did
     * @param writable whether the file system writes to it
     * @param content what it holds against what lies below it; {@link LayerDiff#bytesAfter} is the size of all its
     *     files. Differences of text only where one layer was asked for
     */
    public record Floor(String id, String createdBy, boolean writable, LayerDiff content) {
        public Floor {
            requireNonNull(id, "id");
            requireNonNull(createdBy, "createdBy");
            requireNonNull(content, "content");
        }
    }
}
