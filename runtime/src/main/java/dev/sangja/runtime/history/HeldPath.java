package dev.sangja.runtime.history;

/**
 * A path that is not to be changed because something that lives uses it.
 *
 * @param place {@code workbench} or {@code /lab}
 * @param path the path in that place
 * @param detail where the mount is that uses it, as its mount namespace names it
 */
public record HeldPath(String place, String path, Kind kind, String detail) {
    /** What uses it. */
    public enum Kind {
        /** Something is mounted there: removing the directory would end the mount. What is under it may change. */
        MOUNT_POINT,
        /**
         * A mounted overlay has it as a layer. What happens when it changes behind the mount, the kernel leaves
         * undefined; overlayfs.rst, "Changes to underlying filesystems".
         */
        OVERLAY_LAYER
    }

    /** Whether something may be put in the place of that path, or removed from it. */
    boolean forbidsReplacing(String other) {
        return isWithin(path, other) || (kind == Kind.OVERLAY_LAYER && isWithin(other, path));
    }

    /** Whether what that path has besides its content may be changed. */
    boolean forbidsChanging(String other) {
        return kind == Kind.OVERLAY_LAYER && isWithin(other, path);
    }

    private static boolean isWithin(String path, String directory) {
        return directory.isEmpty() || path.equals(directory) || path.startsWith(directory + "/");
    }
}
