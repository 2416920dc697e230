package dev.sangja.runtime.journal;

/**
 * Takes what the engine calls as it calls it.
 *
 * <p>A recorder is handed to whoever makes system calls; there is no global one. Implementations are safe for use by
 * several threads at once.
 */
public interface Recorder {
    /**
     * Takes one finished call.
     *
     * @param call built from the request that made the call
     * @param startNanos {@link System#nanoTime()} just before it
     * @param durationNanos how long it took
     * @param outcome how it came out
     */
    void record(SyscallCall call, long startNanos, long durationNanos, Outcome outcome);

    /** A recorder that keeps nothing, for calls that belong to no run. */
    static Recorder none() {
        return (call, startNanos, durationNanos, outcome) -> {};
    }
}
