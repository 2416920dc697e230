package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import java.util.List;
import jnr.ffi.LastError;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The registers of a stopped tracee that have to do with system calls; {@code struct user_regs_struct} of
 * {@code sys/user.h} on x86-64, {@code struct user_pt_regs} of {@code asm/ptrace.h} on aarch64. Belongs to one thread.
 */
final class TraceeRegisters {
    private static final int PTRACE_GETREGSET = 0x4204; // linux/ptrace.h, as the following
    private static final int PTRACE_SETREGSET = 0x4205;
    private static final int NT_PRSTATUS = 1; // linux/elf.h, as the following
    private static final int NT_ARM_SYSTEM_CALL = 0x404;
    private static final int BYTES = 272; // 27 registers on x86-64, 34 on aarch64
    private static final long NO_CALL = -1;

    private final Layout layout;
    private final Ptrace.Request ptrace;
    private final Runtime runtime;
    private final Pointer set;
    private final Pointer vector;

    TraceeRegisters(Architecture architecture, Ptrace.Request ptrace, Runtime runtime) {
        this.layout = Layout.of(architecture);
        this.ptrace = ptrace;
        this.runtime = runtime;
        this.set = Memory.allocateDirect(runtime, BYTES, true);
        this.vector = Memory.allocateDirect(runtime, 16, true);
    }

    SyscallStop read(int pid) {
        transfer(PTRACE_GETREGSET, pid, NT_PRSTATUS, BYTES);
        long[] arguments = new long[6];
        for (int index = 0; index < arguments.length; index++) {
            arguments[index] = set.getLong(layout.arguments().get(index));
        }
        return SyscallStop.entry((int) set.getLong(layout.number()), arguments);
    }

    /** See "Changing the system call" in seccomp(2): number -1 skips it, and what stands in the result comes back. */
    void skipCall(int pid, int errno) {
        int bytes = transfer(PTRACE_GETREGSET, pid, NT_PRSTATUS, BYTES);
        set.putLong(layout.result(), -errno);
        if (layout.numberIsApart()) {
            transfer(PTRACE_SETREGSET, pid, NT_PRSTATUS, bytes);
            set.putInt(0, (int) NO_CALL);
            transfer(PTRACE_SETREGSET, pid, NT_ARM_SYSTEM_CALL, 4);
        } else {
            set.putLong(layout.number(), NO_CALL);
            transfer(PTRACE_SETREGSET, pid, NT_PRSTATUS, bytes);
        }
    }

    /** Returns how many bytes the kernel says that the set has. */
    private int transfer(int request, int pid, int kind, int bytes) {
        vector.putAddress(0, set.address());
        vector.putLong(8, bytes);
        if (ptrace.make(request, pid, kind, vector.address()) == -1) {
            Errno errno = Errno.of(LastError.getLastError(runtime));
            throw new SyscallException(
                    new SyscallCall(
                            "ptrace",
                            List.of(
                                    new Argument(
                                            "op",
                                            new ArgumentValue.Symbol(
                                                    request == PTRACE_GETREGSET
                                                            ? "PTRACE_GETREGSET"
                                                            : "PTRACE_SETREGSET")),
                                    new Argument("pid", new ArgumentValue.Whole(pid)))),
                    errno);
        }
        return (int) vector.getLong(8);
    }

    /**
     * Where registers lie, in bytes.
     *
     * @param number the call's number
     * @param arguments the six arguments
     * @param result what the call returns
     * @param numberIsApart whether the number can be changed only in a register set of its own
     */
    record Layout(int number, List<Integer> arguments, int result, boolean numberIsApart) {
        static Layout of(Architecture architecture) {
            return switch (architecture) {
                // orig_rax; rdi, rsi, rdx, r10, r8, r9; rax
                case X86_64 -> new Layout(120, List.of(112, 104, 96, 56, 72, 64), 80, false);
                // x8; x0 to x5; x0
                case AARCH64 -> new Layout(64, List.of(0, 8, 16, 24, 32, 40), 0, true);
            };
        }
    }
}
