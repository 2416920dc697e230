package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * An image of the engine's store, as far as containers are made of it and lists show it.
 *
 * @param id {@code sha256:} and 64 hexadecimal digits: the digest of its configuration
 * @param tags its names, such as {@code lab/base:1}; may be empty
 * @param digests its names by digest, such as {@code lab/base@sha256:…}; may be empty
 * @param sizeBytes of its layers, unpacked
 * @param architecture as Go names it, such as {@code amd64}
 * @param layers the digests of its layers, unpacked, lowest first
 * @param defaults what its containers run if they are not told otherwise
 */
public record ImageDetails(
        String id,
        List<String> tags,
        List<String> digests,
        Instant createdAt,
        long sizeBytes,
        String architecture,
        List<String> layers,
        ImageDefaults defaults) {
    public ImageDetails {
        requireNonNull(id, "id");
        tags = List.copyOf(tags);
        digests = List.copyOf(digests);
        requireNonNull(createdAt, "createdAt");
        requireNonNull(architecture, "architecture");
        layers = List.copyOf(layers);
        requireNonNull(defaults, "defaults");
    }

    /** The first twelve digits of the id, as lists show it. */
    public String shortId() {
        return shortId(id);
    }

    /** The first twelve digits of such an id. */
    public static String shortId(String id) {
        String digits = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        return digits.length() > 12 ? digits.substring(0, 12) : digits;
    }
}
