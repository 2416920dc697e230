package dev.sangja.runtime.engine;

import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.journal.SyscallCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the calls of one run, the engine's own and those observed. Bounded; what comes after the bound is counted.
 * Safe for use by several threads.
 */
final class RunJournal implements Recorder {
    private final int most;
    private final long beganNanos;
    private final List<JournalEntry> entries = new ArrayList<>();
    private long dropped;
    private long workloadCalls;
    private long engineCalls;

    RunJournal(int most, long beganNanos) {
        this.most = most;
        this.beganNanos = beganNanos;
    }

    @Override
    public synchronized void record(SyscallCall call, long startNanos, long durationNanos, Outcome outcome) {
        engineCalls++;
        keep(new JournalEntry(0, Origin.ENGINE, 1, "engine", "", startNanos, durationNanos, call, outcome));
    }

    /** Takes an observed call; its start is on {@link System#nanoTime()}. */
    synchronized void observe(JournalEntry entry) {
        workloadCalls++;
        keep(entry);
    }

    synchronized boolean wantsMore() {
        return entries.size() < most;
    }

    /** A call happened that was not wanted. */
    synchronized void drop() {
        workloadCalls++;
        dropped++;
    }

    private void keep(JournalEntry entry) {
        if (entries.size() < most) {
            entries.add(entry);
        } else {
            dropped++;
        }
    }

    synchronized long workloadCalls() {
        return workloadCalls;
    }

    synchronized long engineCalls() {
        return engineCalls;
    }

    /** What was collected so far, in the order of entering, with times since the run's start. */
    synchronized Journal close() {
        List<JournalEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(JournalEntry::startNanos));
        List<JournalEntry> numbered = new ArrayList<>(sorted.size());
        for (JournalEntry entry : sorted) {
            numbered.add(new JournalEntry(
                    numbered.size(),
                    entry.origin(),
                    entry.pid(),
                    entry.command(),
                    entry.container(),
                    entry.startNanos() - beganNanos,
                    entry.durationNanos(),
                    entry.call(),
                    entry.outcome()));
        }
        return new Journal(numbered, dropped);
    }
}
