package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.linux.ExitStatus;

/**
 * Takes what a tracer observes. Its methods are called by the tracer's thread, while the process in question stands
 * still: they must be quick, and must not call the tracer.
 */
public interface TraceListener {
    /**
     * Whether another call would be kept. Asked when a call begins; if not, the call is not decoded, and
     * {@link #dropped} is told instead of {@link #observed}.
     */
    boolean wantsMore(Attribution who);

    /**
     * A call that came back, or never will. Its sequence is 0, its start is on {@link System#nanoTime()}; entries of
     * several processes come in the order in which the calls ended. A process goes on only when this has returned.
     */
    void observed(JournalEntry entry);

    /** A call happened that was not wanted. */
    void dropped(Attribution who);

    /** A process was born; {@code parent} is the process that made it. Threads are not told. */
    void born(Attribution who, int pid, int parent);

    /** A process ended. Whoever waits for it in the workload learns of it only when this has returned. */
    void ended(Attribution who, int pid, ExitStatus status);
}
