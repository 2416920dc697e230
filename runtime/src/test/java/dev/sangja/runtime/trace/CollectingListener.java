package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.linux.ExitStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps everything that a tracer tells. */
final class CollectingListener implements TraceListener {
    private final int most;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Integer> born = new ArrayList<>();
    private final Map<Integer, ExitStatus> ended = new HashMap<>();
    private final AtomicLong dropped = new AtomicLong();

    CollectingListener() {
        this(Integer.MAX_VALUE);
    }

    CollectingListener(int most) {
        this.most = most;
    }

    @Override
    public synchronized boolean wantsMore(Attribution who) {
        return entries.size() < most;
    }

    @Override
    public synchronized void observed(JournalEntry entry) {
        entries.add(entry);
    }

    @Override
    public void dropped(Attribution who) {
        dropped.incrementAndGet();
    }

    @Override
    public synchronized void born(Attribution who, int pid, int parent) {
        born.add(pid);
    }

    @Override
    public synchronized void ended(Attribution who, int pid, ExitStatus status) {
        ended.put(pid, status);
    }

    synchronized List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    synchronized List<String> lines() {
        return entries.stream().map(JournalEntry::line).toList();
    }

    synchronized List<String> names() {
        return entries.stream().map(entry -> entry.call().name()).toList();
    }

    synchronized List<Integer> born() {
        return List.copyOf(born);
    }

    synchronized Map<Integer, ExitStatus> ended() {
        return Map.copyOf(ended);
    }

    long dropped() {
        return dropped.get();
    }
}
