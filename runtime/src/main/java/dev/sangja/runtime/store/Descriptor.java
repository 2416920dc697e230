package dev.sangja.runtime.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names some content by what it is. Source: OCI image specification, descriptor.md.
 *
 * @param mediaType what kind of content it is
 * @param digest of the content
 * @param size of the content, in bytes
 * @param annotations further facts about it
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> annotations) {
    /** An image's manifest. */
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    /** An image's configuration. */
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    /** A layer's archive, not compressed. */
    public static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    /** The list of images of a store. */
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";

    public Descriptor {
        requireNonNull(mediaType, "mediaType");
        requireNonNull(digest, "digest");
        if (size < 0) {
            throw new IllegalArgumentException("negative size: " + size);
        }
        annotations = java.util.Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** Without annotations. */
    public Descriptor(String mediaType, Digest digest, long size) {
        this(mediaType, digest, size, Map.of());
    }
}
