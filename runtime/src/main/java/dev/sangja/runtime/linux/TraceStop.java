package dev.sangja.runtime.linux;

/**
 * A status word of wait4(2) about a tracee: it stopped, or it ended.
 *
 * @param pid the thread's id as the tracer's PID namespace counts it
 * @param status the word
 */
public record TraceStop(int pid, int status) {
    private static final int STOPPED = 0x7f;
    private static final int SYSCALL_MARK = 0x80; // PTRACE_O_TRACESYSGOOD
    private static final int SIGTRAP = 5;

    /** Why it stopped; values of {@code linux/ptrace.h}. */
    public enum Event {
        /** A signal is about to be delivered. */
        SIGNAL(0),
        FORK(1),
        VFORK(2),
        CLONE(3),
        EXEC(4),
        VFORK_DONE(5),
        EXIT(6),
        /** A filter answered RET_TRACE. */
        SECCOMP(7),
        /** It was interrupted, newly born, or its whole process was stopped by a signal. */
        STOP(128),
        /** It enters or leaves a system call. */
        SYSCALL(-1),
        /** It ended. */
        ENDED(-2);

        private final int number;

        Event(int number) {
            this.number = number;
        }
    }

    /** What happened. */
    public Event event() {
        if ((status & 0xff) != STOPPED) {
            return Event.ENDED;
        }
        if (stopSignal() == (SIGTRAP | SYSCALL_MARK)) {
            return Event.SYSCALL;
        }
        int number = status >>> 16;
        for (Event event : Event.values()) {
            if (event.number == number) {
                return event;
            }
        }
        throw new IllegalStateException("unknown event of ptrace: " + number);
    }

    /** The signal that stopped it, or that is to be delivered. */
    public int stopSignal() {
        return status >>> 8 & 0xff;
    }

    /** Whether the whole process was stopped by a signal, as Ctrl+Z does; only of {@link Event#STOP}. */
    public boolean isGroupStop() {
        return stopSignal() != SIGTRAP;
    }

    /** How it ended; only of {@link Event#ENDED}. */
    public ExitStatus ending() {
        int signal = status & 0x7f;
        return signal == 0 ? new ExitStatus(status >>> 8 & 0xff, false) : new ExitStatus(signal, true);
    }
}
