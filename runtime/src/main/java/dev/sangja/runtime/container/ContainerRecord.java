package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * One container: what was asked for, what it was resolved to, and what has become of it. Immutable.
 *
 * @param name without a slash
 * @param imageId the id of the image that it was made from
 * @param createdAt when it was made
 */
public record ContainerRecord(
        ContainerId id,
        String name,
        String imageId,
        ContainerSpec spec,
        ResolvedProcess process,
        Instant createdAt,
        ContainerState state) {
    public ContainerRecord {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(imageId, "imageId");
        requireNonNull(spec, "spec");
        requireNonNull(process, "process");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(state, "state");
    }

    /** A new one, not yet started. */
    public static ContainerRecord created(
            ContainerId id, String name, ImageDetails image, ContainerSpec spec, Instant at) {
        return new ContainerRecord(
                id, name, image.id(), spec, ResolvedProcess.of(spec, image.defaults()), at, ContainerState.CREATED);
    }

    /** The container after that. Throws {@link IllegalStateException} where it cannot have happened. */
    public ContainerRecord apply(ContainerEvent event) {
        return event.applyTo(this);
    }

    /** Its host name. */
    @JsonIgnore
    public String hostname() {
        return spec.hostname().orElse(id.shortForm());
    }

    ContainerRecord with(ContainerState next) {
        return new ContainerRecord(id, name, imageId, spec, process, createdAt, next);
    }

    ContainerRecord with(ContainerSpec next) {
        return new ContainerRecord(id, name, imageId, next, process, createdAt, state);
    }

    ContainerRecord withName(String next) {
        return new ContainerRecord(id, next, imageId, spec, process, createdAt, state);
    }
}
