package dev.sangja.runtime.volume;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * One volume.
 *
 * @param anonymous whether it was made for a container that named none
 */
public record VolumeRecord(String name, boolean anonymous, Map<String, String> labels, Instant createdAt) {
    public VolumeRecord {
        requireNonNull(name, "name");
        labels = Map.copyOf(labels);
        requireNonNull(createdAt, "createdAt");
    }
}
