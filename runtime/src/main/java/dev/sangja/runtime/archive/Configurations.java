package dev.sangja.runtime.archive;

import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.Json;
import dev.sangja.runtime.store.StoreException;
import java.util.List;

/** Looks at an image's configuration before anything of the image is taken. */
final class Configurations {
    private static final int MOST_LAYERS = 127; // as Docker

    private Configurations() {}

    /** The digests of its uncompressed layers; {@link StoreException} for a configuration that is none of ours. */
    static List<Digest> check(byte[] bytes) {
        ImageConfig config = Json.read(bytes, ImageConfig.class, "the image's configuration");
        if (!config.os().isEmpty() && !config.os().equals("linux")) {
            throw new StoreException("image operating system \"" + config.os() + "\" cannot be used on this platform");
        }
        List<Digest> diffIds = config.rootfs().diffIds();
        if (diffIds.size() > MOST_LAYERS) {
            throw new StoreException("max depth exceeded: the image has more than " + MOST_LAYERS + " layers");
        }
        return diffIds;
    }
}
