package dev.sangja.runtime.receipt;

import java.util.List;

/**
 * The layer that one instruction left in an image.
 *
 * @param diffId the digest of its archive, {@code sha256:} and 64 digits
 * @param digest the digest of its blob in the store, which is compressed
 * @param sizeBytes the sum of its files' sizes, as {@code docker history} counts it
 * @param added paths that were not there before
 * @param modified paths that were there before and differ, in content or in metadata
 * @param deleted paths that it hides
 * @param changes the paths by rising name; without differences of text
 * @param cut how many further paths were left out of {@code changes}; the counts have them
 */
public record BuildLayer(
        String diffId,
        String digest,
        long sizeBytes,
        int added,
        int modified,
        int deleted,
        List<LayerChange> changes,
        int cut) {
    public BuildLayer {
        changes = List.copyOf(changes);
    }
}
