package dev.sangja.runtime.library;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of how an image came about.
 *
 * @param id the image's, for its last step; empty for all others, whose images are not there
 * @param created when
 * @param createdBy the command
 * @param sizeBytes of the layer that it made; 0 if it made none
 * @param comment free text
 * @param layer whether it made a layer
 */
public record HistoryLine(
        Optional<String> id,
        Optional<Instant> created,
        String createdBy,
        long sizeBytes,
        String comment,
        boolean layer) {
    public HistoryLine {
        requireNonNull(id, "id");
        requireNonNull(created, "created");
        requireNonNull(createdBy, "createdBy");
        requireNonNull(comment, "comment");
    }
}
