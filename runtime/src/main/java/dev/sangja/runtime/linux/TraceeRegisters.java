package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /** All of them, as they are at this stop. */
    byte[] save(int pid) {
        byte[] saved = new byte[transfer(PTRACE_GETREGSET, pid, NT_PRSTATUS, BYTES)];
        set.get(0, saved, 0, saved.length);
        return saved;
    }

    /** Has a thread that stands outside of all calls go on with these. */
    void load(int pid, byte[] saved) {
        set.put(0, saved, 0, saved.length);
        transfer(PTRACE_SETREGSET, pid, NT_PRSTATUS, saved.length);
    }

    /** Those that make a call next, at a place of the thread's memory where the instruction for it stands. */
    byte[] calling(byte[] saved, long instruction, long number, long[] arguments) {
        byte[] changed = saved.clone();
        ByteBuffer registers = registers(changed);
        registers.putLong(layout.instruction(), instruction);
        layout.forgetCall(registers);
        for (int index = 0; index < arguments.length; index++) {
            registers.putLong(layout.arguments().get(index), arguments[index]);
        }
        registers.putLong(layout.nextNumber(), number);
        return changed;
    }

    /** From those at the entry of a call: those that make it once more, from the beginning. */
    byte[] repeating(byte[] saved) {
        return repeating(saved, registers(saved).getLong(layout.number()));
    }

    private byte[] repeating(byte[] saved, long number) {
        byte[] changed = saved.clone();
        ByteBuffer registers = registers(changed);
        registers.putLong(layout.nextNumber(), number);
        registers.putLong(layout.instruction(), registers.getLong(layout.instruction()) - layout.instructionBytes());
        layout.forgetCall(registers);
        return changed;
    }

    /**
     * From those at a stop outside of all calls: those with which the thread goes on where it was. Was it called away
     * from within a call, the kernel leaves a mark for itself to make the call again, which would be lost on another
     * way, so it is acted on here; {@code ERESTARTSYS} and so on of {@code linux/errno.h}.
     */
    byte[] goingOn(byte[] saved) {
        ByteBuffer registers = registers(saved);
        if (!layout.numberIsApart() && registers.getLong(layout.number()) != NO_CALL) {
            switch ((int) registers.getLong(layout.result())) {
                case -512, -513, -514 -> {
                    return repeating(saved);
                }
                case -516 -> {
                    return repeating(saved, CallNumber.RESTART_SYSCALL.on(Architecture.X86_64));
                }
                default -> {}
            }
        }
        byte[] changed = saved.clone();
        layout.forgetCall(registers(changed));
        return changed;
    }

    private static ByteBuffer registers(byte[] saved) {
        return ByteBuffer.wrap(saved).order(ByteOrder.nativeOrder());
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
     * @param instruction the place of the next instruction
     * @param nextNumber the number of a call that is about to be made
     * @param instructionBytes how long the instruction is that makes a call
     * @param numberIsApart whether the number of a call that is being made can be changed only in a register set of its
     *     own; there the kernel also winds back a call to be made again before the tracer looks
     */
    record Layout(
            int number,
            List<Integer> arguments,
            int result,
            int instruction,
            int nextNumber,
            int instructionBytes,
            boolean numberIsApart) {
        static Layout of(Architecture architecture) {
            return switch (architecture) {
                // orig_rax; rdi, rsi, rdx, r10, r8, r9; rax; rip; rax
                case X86_64 -> new Layout(120, List.of(112, 104, 96, 56, 72, 64), 80, 128, 80, 2, false);
                // x8; x0 to x5; x0; pc; x8
                case AARCH64 -> new Layout(64, List.of(0, 8, 16, 24, 32, 40), 0, 256, 64, 4, true);
            };
        }

        /** Where the kernel would look for a call to be made again, leaves none. */
        void forgetCall(ByteBuffer registers) {
            if (!numberIsApart) {
                registers.putLong(number, NO_CALL);
            }
        }
    }
}
