package dev.sangja.runtime.engine;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.trace.Attribution;
import dev.sangja.runtime.trace.TraceListener;
import dev.sangja.runtime.trace.Tracer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where observed calls go: to the run that is under way, and between runs to a bounded list that checks read. Safe for
 * use by several threads.
 */
final class Tracing implements TraceListener {
    private static final int MOST_BETWEEN = 20_000;
    private static final int FILE_TOO_LARGE = 25; // SIGXFSZ; asm-generic/signal.h

    private final Tracer tracer = new Tracer(this);
    private final Deque<JournalEntry> between = new ArrayDeque<>();
    private final java.util.Set<Attribution> known = ConcurrentHashMap.newKeySet();
    private final AtomicInteger births = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger tooLarge = new AtomicInteger();
    private volatile Optional<RunJournal> run = Optional.empty();
    private volatile TraceLevel level = TraceLevel.HIGHLIGHTS;
    private long nextBetween;

    /** Watches a held process from its first exec on; tells its end. */
    CompletableFuture<ExitStatus> watch(int pid, Attribution who) {
        if (known.add(who)) {
            tracer.record(who, level);
        }
        return tracer.attach(pid, who);
    }

    boolean traces(int pid) {
        return tracer.traces(pid);
    }

    /** From now on what is observed belongs to that run. */
    void begin(RunJournal journal, TraceLevel wanted) {
        births.set(0);
        ends.set(0);
        tooLarge.set(0);
        run = Optional.of(journal);
        record(wanted);
    }

    /** The run is over; what comes now belongs to nobody. */
    void end() {
        run.ifPresent(journal -> tracer.unfinished().forEach(journal::observe));
        run = Optional.empty();
        record(TraceLevel.HIGHLIGHTS);
    }

    private void record(TraceLevel wanted) {
        level = wanted;
        known.forEach(who -> tracer.record(who, wanted));
    }

    /** How many processes were born since the run began. */
    int births() {
        return births.get();
    }

    /** How many processes the kernel has ended since because they wrote too large a file. */
    int tooLarge() {
        return tooLarge.get();
    }

    /** How many have ended since. */
    int ends() {
        return ends.get();
    }

    /** What was observed outside of runs since that number, oldest first. */
    List<JournalEntry> since(long sequence) {
        synchronized (between) {
            List<JournalEntry> entries = new ArrayList<>();
            between.stream().filter(entry -> entry.sequence() >= sequence).forEach(entries::add);
            return entries;
        }
    }

    @Override
    public boolean wantsMore(Attribution who) {
        return run.map(RunJournal::wantsMore).orElse(true);
    }

    @Override
    public void observed(JournalEntry entry) {
        Optional<RunJournal> current = run;
        if (current.isPresent()) {
            current.get().observe(entry);
            return;
        }
        synchronized (between) {
            if (between.size() == MOST_BETWEEN) {
                between.removeFirst();
            }
            between.addLast(new JournalEntry(
                    nextBetween++,
                    entry.origin(),
                    entry.pid(),
                    entry.command(),
                    entry.container(),
                    entry.startNanos(),
                    entry.durationNanos(),
                    entry.call(),
                    entry.outcome()));
        }
    }

    @Override
    public void dropped(Attribution who) {
        run.ifPresent(RunJournal::drop);
    }

    @Override
    public void born(Attribution who, int pid, int parent) {
        births.incrementAndGet();
    }

    @Override
    public void ended(Attribution who, int pid, ExitStatus status) {
        ends.incrementAndGet();
        if (status.signaled() && status.code() == FILE_TOO_LARGE) {
            tooLarge.incrementAndGet();
        }
    }
}
