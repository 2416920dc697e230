package dev.sangja.runtime.store;

import static java.util.Objects.requireNonNull;

/**
 * A layer that the store has, whole and unpacked.
 *
 * @param blob its archive
 * @param diffId the digest of that archive when it is not compressed, under which the layer is unpacked
 */
public record Layer(Descriptor blob, Digest diffId) {
    public Layer {
        requireNonNull(blob, "blob");
        requireNonNull(diffId, "diffId");
    }
}
