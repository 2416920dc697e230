package dev.sangja.runtime.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stopped tracee that makes calls of its tracer's choice before it goes on where it was. Belongs to the tracer's
 * thread, from one stop of the tracee on, which must be outside of all calls or at the filter of one, until
 * {@link #giveBack}.
 */
public final class BorrowedThread {
    private static final long PROT_READ_WRITE = 3; // asm-generic/mman-common.h, as the following
    private static final long MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final long FILTER = 1; // SECCOMP_SET_MODE_FILTER of linux/seccomp.h, as the following
    private static final long NEW_LISTENER = 8;
    private static final int PROGRAM_HEADER = 16; // struct sock_fprog of linux/filter.h, before its array here
    private static final int FILTER_INSTRUCTION = 8; // struct sock_filter
    private static final byte[] CALL_X86 = {0x0f, 0x05}; // syscall
    private static final byte[] CALL_ARM = {0x01, 0x00, 0x00, (byte) 0xd4}; // svc #0
    private static final int ENOSYS = 38;
    private static final int LARGEST_ERROR = 4095; // MAX_ERRNO of linux/err.h

    private final Ptrace ptrace;
    private final Architecture architecture = Architecture.current();
    private final int thread;
    private final byte[] saved;
    private final byte[] later;
    private final long instruction;
    private final List<Integer> signals = new ArrayList<>();
    private Optional<TraceStop> end = Optional.empty();

    /**
     * Takes over a thread at a stop.
     *
     * @param code where memory of the thread begins that is executable and holds an instruction that makes a call
     * @throws IllegalArgumentException if there is none
     */
    public BorrowedThread(Ptrace ptrace, TraceStop stop, long code, int codeBytes) {
        this.ptrace = ptrace;
        this.thread = stop.pid();
        this.instruction = code + find(ptrace.read(thread, code, codeBytes));
        this.saved = ptrace.registers().save(thread);
        if (stop.event() == TraceStop.Event.SECCOMP) {
            this.later = ptrace.registers().repeating(saved);
            ptrace.deny(thread, ENOSYS);
            untilCallReturns();
        } else {
            this.later = ptrace.registers().goingOn(saved);
        }
        if (stop.event() == TraceStop.Event.SIGNAL) {
            signals.add(stop.stopSignal());
        }
    }

    private int find(byte[] code) {
        byte[] wanted = architecture == Architecture.X86_64 ? CALL_X86 : CALL_ARM;
        for (int start = 0; start + wanted.length <= code.length; start++) {
            int matching = 0;
            while (matching < wanted.length && code[start + matching] == wanted[matching]) {
                matching++;
            }
            if (matching == wanted.length) {
                return start;
            }
        }
        throw new IllegalArgumentException("no instruction there makes a system call");
    }

    /**
     * Has it put a filter over those that it wears, and returns the descriptor, one of its own, of whoever wants to
     * listen to the filter's notifications; nothing if the kernel refuses, or it ended.
     */
    public Optional<Integer> installFilter(byte[] program) {
        int bytes = PROGRAM_HEADER + program.length;
        long memory = call(CallNumber.MMAP, 0, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
        if (memory < 0 && memory >= -LARGEST_ERROR) {
            return Optional.empty();
        }
        long fd;
        try {
            ByteBuffer header = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
            header.putShort(0, (short) (program.length / FILTER_INSTRUCTION));
            header.putLong(8, memory + PROGRAM_HEADER);
            header.position(PROGRAM_HEADER);
            header.put(program);
            ptrace.write(thread, memory, header.array());
            fd = call(CallNumber.SECCOMP, FILTER, NEW_LISTENER, memory);
        } finally {
            call(CallNumber.MUNMAP, memory, bytes);
        }
        return fd < 0 || end.isPresent() ? Optional.empty() : Optional.of((int) fd);
    }

    /** Has it close a descriptor of its own. */
    public void close(int fd) {
        call(CallNumber.CLOSE, fd);
    }

    private long call(CallNumber number, long... arguments) {
        if (end.isPresent()) {
            return -ENOSYS;
        }
        ptrace.registers()
                .load(thread, ptrace.registers().calling(saved, instruction, number.on(architecture), arguments));
        return untilCallReturns();
    }

    private long untilCallReturns() {
        while (true) {
            ptrace.resume(thread, Ptrace.Resumption.TO_NEXT_SYSCALL, 0);
            TraceStop stop = ptrace.await(thread);
            switch (stop.event()) {
                case ENDED -> {
                    end = Optional.of(stop);
                    return -ENOSYS;
                }
                case SIGNAL -> signals.add(stop.stopSignal());
                case SYSCALL -> {
                    SyscallStop where = ptrace.syscallStop(thread);
                    if (where.kind() == SyscallStop.Kind.EXIT) {
                        return where.result();
                    }
                }
                default -> {}
            }
        }
    }

    /** Its end, if it came meanwhile. */
    public Optional<TraceStop> end() {
        return end;
    }

    /**
     * Has it go on where it was when it is let go next; returns the signals that came meanwhile, for it to have then.
     */
    public List<Integer> giveBack() {
        if (end.isEmpty()) {
            ptrace.registers().load(thread, later);
        }
        return List.copyOf(signals);
    }
}
