package dev.sangja.runtime.layer;

import java.util.Optional;

/**
 * One thing in an upper directory, as a scan met it.
 *
 * @param kind what it is
 * @param status its status; a whiteout's own
 * @param target where it points, if it is a symbolic link; else empty
 * @param lower what the layers below show at its path
 * @param text what it says, if it is a short text file and there was room to keep it
 */
public record UpperEntry(
        Kind kind, FileStatus status, String target, Optional<LowerDirectory.LowerFile> lower, Optional<String> text) {
    /** What a thing in an upper directory is. */
    public enum Kind {
        WHITEOUT,
        DIRECTORY,
        OPAQUE_DIRECTORY,
        FILE,
        OTHER
    }

    /** Whether it is a directory, opaque or not. */
    public boolean isDirectory() {
        return kind == Kind.DIRECTORY || kind == Kind.OPAQUE_DIRECTORY;
    }

    /** A directory that may be in the upper one only because something in it is. */
    public boolean isMerged() {
        return kind == Kind.DIRECTORY
                && lower.filter(file -> file.status().isDirectory()).isPresent();
    }
}
