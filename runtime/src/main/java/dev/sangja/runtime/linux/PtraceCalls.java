package dev.sangja.runtime.linux;

import jnr.ffi.Pointer;
import jnr.ffi.types.ssize_t;
import jnr.ffi.types.u_int64_t;

/**
 * What a tracer calls, with addresses as plain numbers: so jnr-ffi makes the shortest way into the C library, and a
 * tracer stops its tracees a hundred thousand times a second. Nobody but {@link Ptrace} sees it. As in {@link LibC},
 * the interface inside is public because jnr-ffi implements it from another class loader.
 */
final class PtraceCalls {
    private PtraceCalls() {}

    /** The functions. */
    public interface Calls {
        long syscall(long number, long first, long second, long third, long fourth);

        int wait4(int pid, @u_int64_t long status, int options, @u_int64_t long usage);

        // Pointers here: with six plain numbers jnr-ffi 2.3.4 garbles the last one on x86-64.
        @ssize_t
        long process_vm_readv(
                int pid,
                Pointer local,
                @u_int64_t long localCount,
                Pointer remote,
                @u_int64_t long remoteCount,
                @u_int64_t long flags);

        int sigaction(int signal, @u_int64_t long action, @u_int64_t long old);

        @u_int64_t
        long dlsym(@u_int64_t long handle, String name);
    }
}
