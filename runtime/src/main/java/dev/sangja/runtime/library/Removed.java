package dev.sangja.runtime.library;

import java.util.List;

/**
 * What a removal did, in its order.
 *
 * @param untagged names that were taken away
 * @param deleted digests of images and layers that are gone
 * @param bytes that this freed
 */
public record Removed(List<String> untagged, List<String> deleted, long bytes) {
    public Removed {
        untagged = List.copyOf(untagged);
        deleted = List.copyOf(deleted);
    }
}
