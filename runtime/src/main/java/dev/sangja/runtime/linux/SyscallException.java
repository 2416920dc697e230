package dev.sangja.runtime.linux;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.journal.SyscallCall;
import java.util.Locale;

/** A system call of ours that failed: which one, with which arguments, and why. The message is rendered from these. */
public final class SyscallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient SyscallCall call;
    private final transient Errno errno;

    public SyscallException(SyscallCall call, Errno errno) {
        super(requireNonNull(call, "call").render() + ": "
                + requireNonNull(errno, "errno").name() + " (" + errno.message().toLowerCase(Locale.ROOT) + ")");
        this.call = call;
        this.errno = errno;
    }

    /** What was called. */
    public SyscallCall call() {
        return call;
    }

    /** Why the kernel refused. */
    public Errno errno() {
        return errno;
    }
}
