package dev.sangja.runtime.trace;

import dev.sangja.runtime.linux.BorrowedThread;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Ptrace;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.linux.TraceStop;
import java.util.List;
import java.util.Optional;

/**
 * Lets go of a thread, so that a tracer of the workload's own can have it. Belongs to the tracer's thread.
 *
 * <p>The thread wears a filter that asks the tracer, and without one its calls would fail. So, before it is let go, it
 * puts another over it that asks a listener, who lets every call go on. What the filters refuse they refuse as before.
 */
final class Handover {
    private final Ptrace ptrace;
    private final ProcDirectory proc;
    private final Linux linux;
    private final ReleasedCalls calls;

    Handover(Ptrace ptrace, ProcDirectory proc, Linux linux) {
        this.ptrace = ptrace;
        this.proc = proc;
        this.linux = linux;
        this.calls = new ReleasedCalls(linux);
    }

    /** What became of a thread that was to be let go. */
    sealed interface Result {
        /** It goes its own way. */
        record Gone() implements Result {}

        /** It ended meanwhile. */
        record Ended(TraceStop end) implements Result {}

        /** It cannot be let go, and goes on traced. */
        record Kept() implements Result {}
    }

    /** Whether it may be tried. */
    boolean isPossible(Tracee tracee) {
        return !tracee.isBound() && tracee.subject().filterWithoutTracer().isPresent() && calls.hasRoom();
    }

    /** Lets go of a thread at a stop outside of all calls, or at the entry or the filter of one. */
    Result release(Tracee tracee, TraceStop stop) {
        int signal = stop.event() == TraceStop.Event.SIGNAL ? stop.stopSignal() : 0;
        if (tracee.isDeaf()) {
            ptrace.resume(tracee.thread(), Ptrace.Resumption.DETACHED, signal);
            return new Result.Gone();
        }
        ProcDirectory.Region code = proc.callingCode(tracee.thread()).orElse(new ProcDirectory.Region(0, 0));
        BorrowedThread borrowed;
        try {
            borrowed = new BorrowedThread(ptrace, stop, code.start(), code.bytes());
        } catch (IllegalArgumentException noCode) {
            tracee.staysBound();
            ptrace.resume(tracee.thread(), Ptrace.Resumption.TO_NEXT_SYSCALL, signal);
            return new Result.Kept();
        }
        boolean heard =
                listen(tracee, borrowed, tracee.subject().filterWithoutTracer().orElseThrow());
        List<Integer> signals = borrowed.giveBack();
        if (borrowed.end().isPresent()) {
            return new Result.Ended(borrowed.end().get());
        }
        if (heard) {
            tracee.becomesDeaf();
            ptrace.resume(tracee.thread(), Ptrace.Resumption.DETACHED, 0);
        } else {
            tracee.staysBound();
            ptrace.resume(tracee.thread(), Ptrace.Resumption.TO_NEXT_SYSCALL, 0);
        }
        signals.forEach(later -> linux.kill(tracee.process(), later));
        return heard ? new Result.Gone() : new Result.Kept();
    }

    private boolean listen(Tracee tracee, BorrowedThread borrowed, byte[] filter) {
        Optional<Integer> theirs = borrowed.installFilter(filter);
        if (theirs.isEmpty()) {
            return false;
        }
        int process = linux.openProcess(tracee.process());
        try {
            calls.listen(linux.copyDescriptor(process, theirs.get()));
            return true;
        } catch (SyscallException refused) {
            return false;
        } finally {
            linux.close(process);
            borrowed.close(theirs.get());
        }
    }
}
