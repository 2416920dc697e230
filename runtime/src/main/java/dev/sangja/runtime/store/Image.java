package dev.sangja.runtime.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An image as the store has it.
 *
 * @param manifest its manifest's blob
 * @param configuration its configuration's blob
 * @param config what that says
 * @param layers its layers' blobs, from the lowest to the upmost
 */
public record Image(Descriptor manifest, Descriptor configuration, ImageConfig config, List<Descriptor> layers) {
    public Image {
        requireNonNull(manifest, "manifest");
        requireNonNull(configuration, "configuration");
        requireNonNull(config, "config");
        layers = List.copyOf(layers);
        if (layers.size() != config.rootfs().diffIds().size()) {
            throw new StoreException("image " + configuration.digest() + " has " + layers.size() + " layers, and names "
                    + config.rootfs().diffIds().size());
        }
    }

    /** What Docker calls the image's id: the digest of its configuration. */
    public Digest id() {
        return configuration.digest();
    }

    /** Bytes of all its layers' archives together. */
    public long size() {
        return layers.stream().mapToLong(Descriptor::size).sum();
    }
}
