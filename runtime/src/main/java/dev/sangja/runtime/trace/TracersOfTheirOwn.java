package dev.sangja.runtime.trace;

import dev.sangja.runtime.linux.Ptrace;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.linux.SyscallStop;
import dev.sangja.runtime.linux.TraceStop;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tracers among the traced, such as strace(1): which thread asks for which, and who has whom. A thread has one
 * tracer at most, so ours lets go of it before the other's call is made, and takes it back when the other is done: with
 * its detaching, or its end. What is born of it meanwhile stays with the other tracer, or untraced. Belongs to the
 * tracer's thread.
 */
final class TracersOfTheirOwn {
    private static final int TRACEME = 0; // PTRACE_ of linux/ptrace.h, as the following
    private static final int ATTACH = 16;
    private static final int DETACH = 17;
    private static final int SEIZE = 0x4206;
    private static final int MOST_AWAY = 4096;

    private final Ptrace ptrace;
    private final ProcDirectory proc;
    private final Handover handover;
    private final Map<Integer, Tracee> tracees;
    private final int call;
    private final Map<Integer, Deque<Asking>> wanted = new HashMap<>();
    private final Map<Integer, Away> away = new LinkedHashMap<>();

    TracersOfTheirOwn(
            Ptrace ptrace, ProcDirectory proc, Handover handover, Map<Integer, Tracee> tracees, KnownCalls known) {
        this.ptrace = ptrace;
        this.proc = proc;
        this.handover = handover;
        this.tracees = tracees;
        this.call = known.ptrace;
    }

    /** A thread that stands still until the one it asks for has been let go. */
    private record Asking(Tracee tracer, TraceStop stop) {}

    /** A thread that was let go, when it began, and the process that traces it now. */
    private record Away(Tracee tracee, Optional<String> beginning, int tracer) {}

    /** What is to be done with a thread at the entry, or at the filter, of a call. */
    enum Answer {
        /** It goes on. */
        GOES_ON,
        /** It stands still until another thread has been let go. */
        WAITS,
        /** It wants to be let go itself. */
        WANTS_OUT
    }

    /** A thread is about to make a call. */
    Answer about(Tracee tracee, SyscallStop entry, TraceStop stop) {
        if (entry.number() != call) {
            return Answer.GOES_ON;
        }
        switch ((int) entry.arguments()[0]) {
            case TRACEME -> {
                return handover.isPossible(tracee) ? Answer.WANTS_OUT : Answer.GOES_ON;
            }
            case ATTACH, SEIZE -> {
                return wants(tracee, (int) entry.arguments()[1], stop);
            }
            case DETACH ->
                named(tracee, (int) entry.arguments()[1], away.keySet()).ifPresent(tracee::asks);
            default -> {}
        }
        return Answer.GOES_ON;
    }

    private Answer wants(Tracee tracer, int id, TraceStop stop) {
        Optional<Tracee> target = named(tracer, id, tracees.keySet()).map(tracees::get);
        if (target.isEmpty()
                || target.get().process() == tracer.process()
                || wanted.containsKey(tracer.thread())
                || !handover.isPossible(target.get())) {
            return Answer.GOES_ON;
        }
        int thread = target.get().thread();
        tracer.asks(thread);
        wanted.computeIfAbsent(thread, none -> new ArrayDeque<>()).add(new Asking(tracer, stop));
        try {
            ptrace.interrupt(thread);
        } catch (SyscallException ended) {
            // ESRCH: its end is told next.
        }
        return Answer.WAITS;
    }

    /** The thread that another one means by an id of its own PID namespace. */
    private Optional<Integer> named(Tracee from, int id, Collection<Integer> threads) {
        int depth = proc.ids(from.thread()).size();
        if (depth == 1) {
            return threads.contains(id) ? Optional.of(id) : Optional.empty();
        }
        Optional<String> namespace = proc.pidNamespace(from.thread());
        return threads.stream()
                .filter(thread -> {
                    var ids = proc.ids(thread);
                    return ids.size() == depth && ids.get(depth - 1) == id;
                })
                .filter(thread -> proc.pidNamespace(thread).equals(namespace))
                .findFirst();
    }

    /** Interrupts a thread that somebody waits for once more: any other stop takes the place of an interruption. */
    void insistOn(int thread) {
        if (wanted.containsKey(thread)) {
            ptrace.interrupt(thread);
        }
    }

    /** Whether somebody waits for that thread to be let go, and this stop of it serves. */
    boolean isWanted(TraceStop stop) {
        return stop.event() == TraceStop.Event.STOP && wanted.containsKey(stop.pid());
    }

    /** Tries to let go of a thread. */
    Handover.Result release(Tracee tracee, TraceStop stop) {
        int tracer = wanted.containsKey(tracee.thread())
                ? wanted.get(tracee.thread()).getFirst().tracer().process()
                : proc.kin(tracee.thread()).map(ProcDirectory.Kin::parent).orElse(0);
        Optional<String> beginning = proc.beginning(tracee.thread());
        Handover.Result result = handover.release(tracee, stop);
        if (result instanceof Handover.Result.Gone && away.size() < MOST_AWAY) {
            away.put(tracee.thread(), new Away(tracee, beginning, tracer));
        }
        return result;
    }

    /** Those who waited for a thread, with the stops at which they stand; now they can go on. */
    Map<Tracee, TraceStop> waitedFor(int thread) {
        Map<Tracee, TraceStop> free = new LinkedHashMap<>();
        Deque<Asking> waiting = wanted.remove(thread);
        if (waiting != null) {
            waiting.forEach(asking -> free.put(asking.tracer(), asking.stop()));
        }
        return free;
    }

    /** A call of a tracer came back; returns whom it does not have, or no longer, and who is traced again. */
    Optional<Tracee> answered(Tracee tracer) {
        Optional<Integer> thread = tracer.asking();
        if (thread.isEmpty()) {
            return Optional.empty();
        }
        tracer.asksNoMore();
        boolean traced = proc.tracer(thread.get()) != 0;
        return traced ? Optional.empty() : takeBack(thread.get());
    }

    /** A process has ended; returns whom it had and who is traced again. */
    Collection<Tracee> ended(int process) {
        wanted.values()
                .forEach(waiting -> waiting.removeIf(asking -> asking.tracer().process() == process));
        var theirs = away.values().stream()
                .filter(one -> one.tracer() == process)
                .map(one -> one.tracee().thread())
                .toList();
        return theirs.stream().map(this::takeBack).flatMap(Optional::stream).toList();
    }

    private Optional<Tracee> takeBack(int thread) {
        Away one = away.remove(thread);
        if (one == null || !proc.beginning(thread).equals(one.beginning())) {
            return Optional.empty();
        }
        try {
            ptrace.seize(thread);
        } catch (SyscallException endedOrTaken) {
            return Optional.empty();
        }
        return Optional.of(one.tracee().again());
    }
}
