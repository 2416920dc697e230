package dev.sangja.runtime.receipt;

import java.util.Optional;

/**
 * One path that differs between a layer stack and what lies on top of it.
 *
 * @param kind how it differs
 * @param path its absolute path inside the root that is compared
 * @param type {@code file}, {@code directory}, {@code symlink}, {@code fifo}, {@code socket} or {@code device}
 * @param sizeBefore its size below, in bytes; -1 if it was not there
 * @param sizeAfter its size now, in bytes; -1 if it is not there any more
 * @param text the difference of its content, where both sides are short text
 */
public record LayerChange(
        Kind kind, String path, String type, long sizeBefore, long sizeAfter, Optional<TextDiff> text) {
    /** How a path differs. */
    public enum Kind {
        /** There was nothing of that name. */
        ADDED,
        /** Its content changed, so the whole file was copied up. */
        MODIFIED,
        /** Only its mode, owner, times or attributes changed. */
        METADATA,
        /** A whiteout hides it: a character device 0:0, see the kernel's overlayfs.rst. */
        DELETED,
        /** The directory is opaque: it hides all that lies below it. */
        OPAQUE
    }
}
