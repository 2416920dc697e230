package dev.sangja.runtime.trace;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.journal.Origin;

/**
 * To whom a traced process is put down, with all its descendants wherever they go.
 *
 * @param origin the learner's workbench, or a container
 * @param container the container's id; the empty string for the workbench
 */
public record Attribution(Origin origin, String container) {
    public Attribution {
        requireNonNull(origin, "origin");
        requireNonNull(container, "container");
        if (origin == Origin.ENGINE || (origin == Origin.CONTAINER) == container.isEmpty()) {
            throw new IllegalArgumentException("no process is put down to " + origin + " \"" + container + "\"");
        }
    }

    /** The processes of the learner's workbench. */
    public static Attribution learner() {
        return new Attribution(Origin.LEARNER, "");
    }

    /** The processes of that container. */
    public static Attribution container(String id) {
        return new Attribution(Origin.CONTAINER, id);
    }
}
