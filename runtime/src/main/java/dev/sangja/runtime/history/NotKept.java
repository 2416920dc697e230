package dev.sangja.runtime.history;

/**
 * Something of a state that was not kept, and so cannot come back.
 *
 * @param place {@code workbench} or {@code /lab}
 * @param path which file; empty for all of the place
 * @param amount how large it is, in the unit of the limit
 * @param limit what may be kept
 */
public record NotKept(String place, String path, Reason reason, long amount, long limit) {
    /** Why. */
    public enum Reason {
        /** It is larger than the bytes that one state, or all of them, may take. */
        TOO_LARGE,
        /** It was being written while it was read. */
        CHANGING,
        /** The kernel did not let it be read. */
        UNREADABLE,
        /** There are more files than are looked at. */
        TOO_MANY_FILES
    }
}
