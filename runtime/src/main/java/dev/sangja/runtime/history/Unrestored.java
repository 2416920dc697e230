package dev.sangja.runtime.history;

/**
 * A path that could not be brought back.
 *
 * @param place {@code workbench} or {@code /lab}
 * @param path the path in that place
 * @param detail which mount it is, or what the kernel said; may be empty
 */
public record Unrestored(String place, String path, Reason reason, String detail) {
    /** Why. */
    public enum Reason {
        /** Something is mounted there. */
        MOUNT_POINT,
        /** A mounted overlay has it as a layer. */
        OVERLAY_LAYER,
        /** Its content was not kept. */
        NOT_KEPT,
        /** The kernel refused. */
        REFUSED,
        /** It was not as it should be when it was looked at afterwards: something changed it meanwhile. */
        CHANGED_MEANWHILE
    }
}
