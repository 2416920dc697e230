package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

/**
 * What is at a path.
 *
 * @param type its kind
 * @param sizeBytes its size
 * @param linkTarget where a symbolic link leads, as an absolute path inside the tree; else the empty string
 */
public record PathFact(Type type, long sizeBytes, String linkTarget) {
    /** The kinds that copying tells apart. */
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        OTHER
    }

    public PathFact {
        requireNonNull(type, "type");
        requireNonNull(linkTarget, "linkTarget");
    }

    public boolean isDirectory() {
        return type == Type.DIRECTORY;
    }
}
