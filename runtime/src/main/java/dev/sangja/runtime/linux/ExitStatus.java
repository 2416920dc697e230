package dev.sangja.runtime.linux;

/**
 * How a process ended; see waitid(2).
 *
 * @param code what it passed to exit(2), or the signal's number
 * @param signaled whether a signal ended it
 */
public record ExitStatus(int code, boolean signaled) {
    /** The status as a shell shows it: the exit code, or 128 plus the signal's number. */
    public int shellCode() {
        return signaled ? 128 + code : code;
    }
}
