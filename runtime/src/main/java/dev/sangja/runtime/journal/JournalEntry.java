package dev.sangja.runtime.journal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One system call that happened.
 *
 * @param sequence its place in the journal, from 0
 * @param origin who made it
 * @param pid the calling process's id as the machine counts it; 1 is the engine
 * @param command the calling process's short name, as in {@code /proc/PID/comm}
 * @param container the id of the container that the caller belongs to, or the empty string
 * @param startNanos when it was entered, on the monotonic clock, in nanoseconds since the run's start
 * @param durationNanos how long it took, in nanoseconds
 * @param call what was called
 * @param outcome how it came out
 */
public record JournalEntry(
        long sequence,
        Origin origin,
        int pid,
        String command,
        String container,
        long startNanos,
        long durationNanos,
        SyscallCall call,
        Outcome outcome) {
    public JournalEntry {
        requireNonNull(origin, "origin");
        requireNonNull(command, "command");
        requireNonNull(container, "container");
        requireNonNull(call, "call");
        requireNonNull(outcome, "outcome");
    }

    /** The whole line in the notation of strace(1). */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String line() {
        return call.render() + " = " + outcome.render();
    }
}
