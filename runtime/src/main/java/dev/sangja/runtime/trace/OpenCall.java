package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.linux.SyscallStop;
import java.util.Optional;

/**
 * A call that a thread has entered and not yet left.
 *
 * @param entry its number and registers
 * @param startNanos when it was entered, on {@link System#nanoTime()}
 * @param command the process's short name then
 * @param call the decoded call, if it is to be recorded
 */
record OpenCall(SyscallStop entry, long startNanos, String command, Optional<SyscallCall> call) {
    long argument(int index) {
        return entry.arguments()[index];
    }

    OpenCall recordedAs(SyscallCall decoded) {
        return new OpenCall(entry, startNanos, command, Optional.of(decoded));
    }
}
