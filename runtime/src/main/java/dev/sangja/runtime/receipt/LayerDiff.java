package dev.sangja.runtime.receipt;

import java.util.List;

/**
 * What a run changed in one writable layer.
 *
 * @param place whose layer: {@code workbench}, {@code /lab}, or a container's name
 * @param container the container's id, or the empty string
 * @param changes by rising path
 * @param cut how many further changed paths were left out
 * @param bytesBefore size of the writable layer before the run, in bytes
 * @param bytesAfter size after it
 */
public record LayerDiff(
        String place, String container, List<LayerChange> changes, int cut, long bytesBefore, long bytesAfter) {
    public LayerDiff {
        changes = List.copyOf(changes);
    }
}
