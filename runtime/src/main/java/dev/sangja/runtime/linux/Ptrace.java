package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import java.util.List;
import java.util.Optional;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * ptrace(2), and what belongs to it. A tracee belongs to the <em>thread</em> that seized it: every method is called by
 * that one thread, {@link #wake} apart. A process that was killed meanwhile answers ESRCH to everything; the next
 * {@link #await} tells its end.
 *
 * <p>Nothing here is recorded: a tracer's calls are not the engine's deeds.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/ptrace.2.html">ptrace(2)</a>
 */
public final class Ptrace {
    private static final int PTRACE_CONT = 7; // linux/ptrace.h, as the following
    private static final int PTRACE_DETACH = 17;
    private static final int PTRACE_SYSCALL = 24;
    private static final int PTRACE_GETEVENTMSG = 0x4201;
    private static final int PTRACE_SEIZE = 0x4206;
    private static final int PTRACE_INTERRUPT = 0x4207;
    private static final int PTRACE_LISTEN = 0x4208;
    private static final int PTRACE_GET_SYSCALL_INFO = 0x420e;
    // TRACESYSGOOD, TRACEFORK, TRACEVFORK, TRACECLONE, TRACEEXEC, TRACESECCOMP, EXITKILL
    private static final long OPTIONS = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x80 | 0x10_0000;
    private static final int WALL = 0x4000_0000; // __WALL of linux/wait.h, as the following
    private static final int WNOTHREAD = 0x2000_0000;
    private static final int PAGE = 4096;
    private static final int LARGEST_READ = 1 << 16;

    private final PtraceCalls.Calls libc =
            LibraryLoader.create(PtraceCalls.Calls.class).load("c");
    private final Runtime runtime = Runtime.getSystemRuntime();
    private final long ptraceNumber;
    private final TraceeRegisters registers;
    private final WakeSignal wakeSignal;
    private final Pointer word = Memory.allocateDirect(runtime, 8, true);
    private final Pointer information = Memory.allocateDirect(runtime, SyscallStop.BYTES, true);
    private final Pointer memory = Memory.allocateDirect(runtime, LARGEST_READ, true);
    private final Pointer local = Memory.allocateDirect(runtime, 16, true); // struct iovec of linux/uio.h
    private final Pointer remote = Memory.allocateDirect(runtime, 32, true); // two of them

    /** A port for the thread that will trace; every class and buffer it needs is there when this returns. */
    public Ptrace() {
        Architecture architecture = Architecture.current();
        ptraceNumber = CallNumber.PTRACE.on(architecture);
        registers = new TraceeRegisters(architecture, this::request, runtime);
        local.putAddress(0, memory.address());
        wakeSignal = new WakeSignal(libc, runtime, CallNumber.TGKILL.on(architecture));
    }

    /** How a stopped thread goes on. */
    public enum Resumption {
        /** To the next event. */
        FREELY(PTRACE_CONT),
        /** To the next entry or exit of a system call, or event. */
        TO_NEXT_SYSCALL(PTRACE_SYSCALL),
        /** Not yet: it stays stopped with its process, but a SIGCONT will be told. */
        LISTENING(PTRACE_LISTEN),
        /** Untraced for ever. */
        DETACHED(PTRACE_DETACH);

        private final int request;

        Resumption(int request) {
            this.request = request;
        }
    }

    /**
     * Makes a process a tracee of the calling thread, without stopping it; its descendants will be tracees too. All of
     * them are killed if the calling thread ends.
     */
    public void seize(int pid) {
        require("PTRACE_SEIZE", pid, request(PTRACE_SEIZE, pid, 0, OPTIONS));
    }

    /** Stops a running tracee with {@link TraceStop.Event#STOP}. */
    public void interrupt(int pid) {
        require("PTRACE_INTERRUPT", pid, request(PTRACE_INTERRUPT, pid, 0, 0));
    }

    /** Lets a stopped tracee go on, with a signal delivered or, if 0, none. */
    public void resume(int pid, Resumption resumption, int signal) {
        require(resumption.name(), pid, request(resumption.request, pid, 0, signal));
    }

    /** The number that came with an event: a child's id, or at an exec the id that the thread had before. */
    public int eventMessage(int pid) {
        require("PTRACE_GETEVENTMSG", pid, request(PTRACE_GETEVENTMSG, pid, 0, word.address()));
        return (int) word.getLong(0);
    }

    /** Where in which system call a tracee stopped; Linux 5.3. */
    public SyscallStop syscallStop(int pid) {
        require(
                "PTRACE_GET_SYSCALL_INFO",
                pid,
                request(PTRACE_GET_SYSCALL_INFO, pid, SyscallStop.BYTES, information.address()));
        return switch (information.getByte(0)) { // PTRACE_SYSCALL_INFO_
            case 1 -> SyscallStop.entry((int) information.getLong(24), arguments());
            case 2 -> SyscallStop.exit(information.getLong(24));
            case 3 -> SyscallStop.filter((int) information.getLong(24), arguments(), information.getInt(80));
            default -> SyscallStop.none();
        };
    }

    private long[] arguments() {
        long[] arguments = new long[6];
        information.get(32, arguments, 0, arguments.length);
        return arguments;
    }

    /** The system call inside which a tracee stopped at an event, from its registers. */
    public SyscallStop callAtEvent(int pid) {
        return registers.read(pid);
    }

    /** Makes the call at whose filter's stop a tracee is fail with that error, without being made. */
    public void deny(int pid, int errno) {
        registers.skipCall(pid, errno);
    }

    /**
     * Waits until a tracee of the calling thread stops or ends.
     *
     * @return nothing if {@link #wake} came first
     * @throws SyscallException with ECHILD if the calling thread has no tracees
     */
    public Optional<TraceStop> await() {
        int pid = libc.wait4(-1, word.address(), WALL | WNOTHREAD, 0);
        if (pid > 0) {
            return Optional.of(new TraceStop(pid, word.getInt(0)));
        }
        int error = LastError.getLastError(runtime);
        if (error == Errno.EINTR.number()) {
            return Optional.empty();
        }
        throw new SyscallException(
                new SyscallCall("wait4", List.of(new Argument("pid", new ArgumentValue.Whole(-1)))), Errno.of(error));
    }

    /** Copies from a tracee's memory what can be read from there on without a gap; process_vm_readv(2). */
    public byte[] read(int pid, long address, int length) {
        int wanted = Math.min(length, LARGEST_READ);
        // The kernel copies whole vectors or nothing of them, so one ends where the next page, perhaps unmapped,
        // begins.
        long first = Math.min(wanted, PAGE - (address & (PAGE - 1)));
        local.putLong(8, wanted);
        remote.putAddress(0, address);
        remote.putLong(8, first);
        remote.putAddress(16, address + first);
        remote.putLong(24, wanted - first);
        long read = libc.process_vm_readv(pid, local, 1, remote, first < wanted ? 2 : 1, 0);
        byte[] bytes = new byte[(int) Math.max(read, 0)];
        memory.get(0, bytes, 0, bytes.length);
        return bytes;
    }

    /** The calling thread's id, for {@link #wake}. */
    public int threadId() {
        return (int) SystemLinux.LIBC.syscall(CallNumber.GETTID.on(Architecture.current()));
    }

    /**
     * Ends that thread's {@link #await}, if it is waiting just now; else nothing happens, so ask again until it has
     * been heard. May be called by any thread.
     */
    public void wake(int thread) {
        wakeSignal.send(thread);
    }

    private long request(int request, int pid, long address, long data) {
        return libc.syscall(ptraceNumber, request, pid, address, data);
    }

    private void require(String operation, int pid, long result) {
        if (result == -1) {
            Errno errno = Errno.of(LastError.getLastError(runtime));
            throw new SyscallException(
                    new SyscallCall(
                            "ptrace",
                            List.of(
                                    new Argument("op", new ArgumentValue.Symbol(operation)),
                                    new Argument("pid", new ArgumentValue.Whole(pid)))),
                    errno);
        }
    }

    /** The bare call, for those who know more requests; -1 if it fails. */
    @FunctionalInterface
    interface Request {
        long make(int request, int pid, long address, long data);
    }
}
