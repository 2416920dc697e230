package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.SyscallCall;
import java.util.List;
import jnr.ffi.LastError;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * A signal whose only effect is that a blocked call of the thread it is sent to ends with EINTR. It is the one that the
 * JDK itself takes for that purpose (SIGRTMAX - 2, in {@code NativeThread.c} of java.nio): so a handler for it, which
 * does nothing either, may already stand there, and may be put there later.
 */
final class WakeSignal {
    private static final int SIGNAL = 62;
    private static final int ACTION_BYTES = 152; // struct sigaction of the C library, on both architectures
    private static final String HANDLER = "abs"; // takes an int and touches nothing: a handler that does nothing

    private final PtraceCalls.Calls libc;
    private final long tgkill;
    private final long process = ProcessHandle.current().pid();

    WakeSignal(PtraceCalls.Calls libc, Runtime runtime, long tgkill) {
        this.libc = libc;
        this.tgkill = tgkill;
        Pointer action = Memory.allocateDirect(runtime, ACTION_BYTES, true);
        if (libc.sigaction(SIGNAL, 0, action.address()) == -1) {
            throw failure(runtime);
        }
        if (action.getLong(0) == 0) { // SIG_DFL
            action.putAddress(0, libc.dlsym(0, HANDLER));
            if (libc.sigaction(SIGNAL, action.address(), 0) == -1) {
                throw failure(runtime);
            }
        }
    }

    void send(int thread) {
        libc.syscall(tgkill, process, thread, SIGNAL, 0);
    }

    private static SyscallException failure(Runtime runtime) {
        return new SyscallException(new SyscallCall("sigaction", List.of()), Errno.of(LastError.getLastError(runtime)));
    }
}
