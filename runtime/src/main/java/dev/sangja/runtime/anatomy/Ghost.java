package dev.sangja.runtime.anatomy;

import static java.util.Objects.requireNonNull;

/**
 * A file that an image carries and nobody sees any more, because a later layer replaced or removed it.
 *
 * @param path where it was
 * @param bytes that it still takes
 * @param layer which holds it; the lowest is 0
 * @param hiddenBy the layer that hides it
 * @param cause what that layer did
 */
public record Ghost(String path, long bytes, int layer, int hiddenBy, Cause cause) {
    /** What became of a file. */
    public enum Cause {
        REPLACED,
        DELETED
    }

    public Ghost {
        requireNonNull(path, "path");
        requireNonNull(cause, "cause");
    }
}
