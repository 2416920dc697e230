package dev.sangja.runtime.layer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A writable layer at one moment: what {@link UpperScan} met in it. Immutable. It keeps what short text files said,
 * within the scan's bounds, because nobody can ask the past for it.
 */
public final class LayerSnapshot {
    private final Path upper;
    private final Instant taken;
    private final NavigableMap<String, UpperEntry> entries;
    private final int cut;
    private final long bytes;

    LayerSnapshot(Path upper, Instant taken, NavigableMap<String, UpperEntry> entries, int cut) {
        this.upper = upper;
        this.taken = taken;
        this.entries = Collections.unmodifiableNavigableMap(entries);
        this.cut = cut;
        this.bytes = entries.values().stream()
                .filter(entry -> entry.kind() == UpperEntry.Kind.FILE)
                .mapToLong(entry -> entry.status().size())
                .sum();
    }

    /** The same layer before anything was written to it. */
    LayerSnapshot untouched() {
        return new LayerSnapshot(upper, Instant.MIN, new TreeMap<>(), 0);
    }

    /** Size of all its files together, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** How many entries it holds. */
    public int size() {
        return entries.size();
    }

    /** How many entries, at the least, were beyond the bounds and not looked at. */
    public int cut() {
        return cut;
    }

    Path upper() {
        return upper;
    }

    Instant taken() {
        return taken;
    }

    /** By path, {@code /etc/hosts}. */
    NavigableMap<String, UpperEntry> entries() {
        return entries;
    }

    Optional<UpperEntry> find(String path) {
        return Optional.ofNullable(entries.get(path));
    }
}
