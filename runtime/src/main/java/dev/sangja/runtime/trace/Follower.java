package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Ptrace;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.linux.SyscallStop;
import dev.sangja.runtime.linux.TraceStop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows traced processes through births, execs, signals and ends: what happens at each stop, and how the stopped
 * thread goes on. Belongs to the tracer's thread, {@link #traces} apart.
 */
final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final long CLONE_FILES = 0x400; // linux/sched.h, as the following
    private static final long CLONE_THREAD = 0x1_0000;

    private final Ptrace ptrace;
    private final TraceListener listener;
    private final ProcDirectory proc = new ProcDirectory();
    private final CallFollower calls;
    private final Map<Integer, Tracee> tracees = new HashMap<>();
    private final Set<Integer> processes = ConcurrentHashMap.newKeySet();
    // Threads whose first stop, or end, was told before the event of their birth: the two race each other.
    private final Map<Integer, TraceStop> unclaimed = new HashMap<>();

    Follower(Ptrace ptrace, TraceListener listener) {
        this.ptrace = ptrace;
        this.listener = listener;
        this.calls = new CallFollower(ptrace, listener, proc);
    }

    boolean isEmpty() {
        return tracees.isEmpty() && unclaimed.isEmpty();
    }

    /** Whether that process is traced at the moment. May be called by any thread. */
    boolean traces(int pid) {
        return processes.contains(pid);
    }

    /** Seizes a process before its first exec. */
    CompletableFuture<ExitStatus> attach(int pid, Subject subject) {
        ptrace.seize(pid);
        Tracee tracee = Tracee.held(pid, subject);
        tracees.put(pid, tracee);
        processes.add(pid);
        // Stopped once, so that from now on it goes on as the level asks.
        ptrace.interrupt(pid);
        return tracee.ending();
    }

    /** Stops all running threads of a subject once, so that they go on as its new level asks. */
    void interrupt(Subject subject) {
        for (Tracee tracee : tracees.values()) {
            if (tracee.subject() == subject) {
                unlessEnded(() -> ptrace.interrupt(tracee.thread()));
            }
        }
    }

    /** The recorded calls that have not come back. */
    List<JournalEntry> unfinished() {
        return tracees.values().stream()
                .flatMap(tracee -> calls.unfinished(tracee).stream())
                .toList();
    }

    /** There are no tracees any more, whatever was known of them: somebody else has waited for their ends. */
    void lostAll() {
        if (!tracees.isEmpty()) {
            LOG.warn("{} traced threads ended unseen", tracees.size());
        }
        tracees.values()
                .forEach(tracee -> tracee.ending()
                        .completeExceptionally(
                                new IllegalStateException("somebody else waited for " + tracee.process())));
        tracees.clear();
        processes.clear();
        unclaimed.clear();
    }

    /** Does what a stop asks for and lets the thread go on. */
    void handle(TraceStop stop) {
        Tracee tracee = tracees.get(stop.pid());
        if (tracee == null) {
            unclaimed.put(stop.pid(), stop);
            return;
        }
        if (stop.event() == TraceStop.Event.ENDED) {
            ended(tracee, stop.ending());
            return;
        }
        unlessEnded(() -> {
            try {
                observe(tracee, stop);
            } finally {
                resume(tracees.getOrDefault(stop.pid(), tracee), stop);
            }
        });
    }

    private void observe(Tracee tracee, TraceStop stop) {
        switch (stop.event()) {
            case SYSCALL -> atCall(tracee, ptrace.syscallStop(stop.pid()));
            case SECCOMP -> calls.filtered(tracee, ptrace.syscallStop(stop.pid()));
            case FORK, VFORK, CLONE -> born(tracee, stop.event());
            case EXEC -> executed(tracee);
            case STOP, SIGNAL, VFORK_DONE, EXIT, ENDED -> {}
        }
    }

    private void atCall(Tracee tracee, SyscallStop call) {
        switch (call.kind()) {
            case ENTRY -> calls.entered(tracee, call);
            case EXIT -> calls.left(tracee, call.result());
            case SECCOMP, NONE -> {}
        }
    }

    private void resume(Tracee tracee, TraceStop stop) {
        Ptrace.Resumption resumption = nextStop(tracee);
        int signal = 0;
        if (stop.event() == TraceStop.Event.SIGNAL) {
            signal = stop.stopSignal();
        } else if (stop.event() == TraceStop.Event.STOP && stop.isGroupStop()) {
            resumption = Ptrace.Resumption.LISTENING;
        }
        ptrace.resume(stop.pid(), resumption, signal);
    }

    private static Ptrace.Resumption nextStop(Tracee tracee) {
        boolean everyCall = tracee.level() == TraceLevel.EVERYTHING
                || (tracee.level() == TraceLevel.HIGHLIGHTS && tracee.isFollowedClosely())
                || tracee.current().isPresent();
        return everyCall ? Ptrace.Resumption.TO_NEXT_SYSCALL : Ptrace.Resumption.FREELY;
    }

    private void born(Tracee parent, TraceStop.Event event) {
        int thread = ptrace.eventMessage(parent.thread());
        calls.surprised(parent);
        long flags = event == TraceStop.Event.CLONE ? cloneFlags(parent) : 0;
        claim(parent, thread, (flags & CLONE_THREAD) != 0, (flags & CLONE_FILES) != 0);
    }

    private long cloneFlags(Tracee parent) {
        SyscallStop call = parent.current().map(OpenCall::entry).orElseGet(() -> ptrace.callAtEvent(parent.thread()));
        if (call.number() != calls.known().clone3) {
            return call.arguments()[0];
        }
        TraceeMemory memory = (address, length) -> ptrace.read(parent.thread(), address, length);
        return CallView.entered(call.arguments(), memory, Descriptors.unknown())
                .structure(call.arguments()[0], 8)
                .map(flags -> flags.getLong(0))
                .orElse(0L);
    }

    private void claim(Tracee parent, int thread, boolean isThread, boolean sharesFiles) {
        Tracee child = parent.child(thread, isThread, sharesFiles);
        tracees.put(thread, child);
        if (!isThread) {
            processes.add(thread);
            listener.born(child.subject().attribution(), thread, parent.process());
        }
        TraceStop waiting = unclaimed.remove(thread);
        if (waiting != null) {
            handle(waiting);
        }
    }

    private void executed(Tracee leader) {
        int former = ptrace.eventMessage(leader.thread());
        Tracee maker = tracees.getOrDefault(former, leader);
        if (former != leader.thread()) {
            // A thread that makes an exec takes its process's id, and the thread that had it is gone without a word.
            tracees.remove(former);
            calls.abandoned(leader);
        }
        leader.executed(maker);
    }

    private void ended(Tracee tracee, ExitStatus status) {
        tracees.remove(tracee.thread());
        calls.abandoned(tracee);
        if (tracee.thread() == tracee.process()) {
            processes.remove(tracee.process());
            listener.ended(tracee.subject().attribution(), tracee.process(), status);
        }
        tracee.ending().complete(status);
        if (!unclaimed.isEmpty()) {
            adoptOrphansOf(tracee);
        }
    }

    /**
     * If a process was killed between making a child and the event that tells so, nobody claims the child: whoever is
     * still unclaimed when a process ends, and has no parent among the traced, is its child.
     */
    private void adoptOrphansOf(Tracee dead) {
        for (TraceStop stop : new ArrayList<>(unclaimed.values())) {
            Optional<ProcDirectory.Kin> kin = proc.kin(stop.pid());
            if (stop.event() == TraceStop.Event.ENDED || kin.isEmpty()) {
                continue;
            }
            boolean isThread = kin.get().process() != stop.pid();
            int maker = isThread ? kin.get().process() : kin.get().parent();
            if (!processes.contains(maker)) {
                claim(dead, stop.pid(), false, false);
            }
        }
    }

    /** A killed process answers ESRCH until its end is told. */
    private static void unlessEnded(Runnable action) {
        try {
            action.run();
        } catch (SyscallException failure) {
            if (!failure.errno().equals(Errno.ESRCH)) {
                throw failure;
            }
        }
    }
}
