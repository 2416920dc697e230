package dev.sangja.runtime.engine;

import dev.sangja.runtime.receipt.LimitEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Ends whoever goes on writing when a machine's files occupy more than they may: a terminal's command, what a cell left
 * in the background, a container. A cell under way is stopped as such, so it is given the time for that first. Belongs
 * to one thread.
 *
 * <p>Who writes most is what the kernel counts for each process, and adds to the parent's count when that waits for it:
 * {@code write_bytes} in proc(5) {@code /proc/PID/io}. So a shell that starts one writer after the other is found too.
 */
final class DiskGuard {
    private static final int ENGINE = 1;
    /** Before anybody is ended, and before the next one is: a reading shows only after a while what that has led to. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private static final String COUNTER = "write_bytes:";

    private final DiskWatch disk;
    private final Path processes;
    private final IntConsumer killer;
    private Map<Integer, Long> written = Map.of();
    private long lastBytes;
    private long since = Long.MAX_VALUE;

    /** {@code killer} ends the process of that id. */
    DiskGuard(DiskWatch disk, Path processes, IntConsumer killer) {
        this.disk = disk;
        this.processes = processes;
        this.killer = killer;
    }

    /** Looks; tells what it ended, if it had to. */
    Optional<LimitEvent> look() {
        Optional<LimitEvent> over = disk.over();
        long bytes = disk.bytes();
        if (over.isEmpty()) {
            since = Long.MAX_VALUE;
            lastBytes = bytes;
            written = Map.of();
            return Optional.empty();
        }
        long now = System.nanoTime();
        if (since == Long.MAX_VALUE) {
            since = now;
        }
        if (bytes == lastBytes) {
            return Optional.empty();
        }
        boolean grows = bytes > lastBytes;
        lastBytes = bytes;
        Map<Integer, Long> before = written;
        written = counters();
        return grows && now - since > PATIENCE_NANOS ? end(before, over.get()) : Optional.empty();
    }

    private Optional<LimitEvent> end(Map<Integer, Long> before, LimitEvent over) {
        int most = 0;
        long largest = 0;
        for (Map.Entry<Integer, Long> entry : written.entrySet()) {
            long grown = entry.getValue() - before.getOrDefault(entry.getKey(), 0L);
            if (grown > largest) {
                most = entry.getKey();
                largest = grown;
            }
        }
        if (most <= ENGINE) {
            return Optional.empty();
        }
        killer.accept(most);
        since = System.nanoTime();
        return Optional.of(new LimitEvent(
                over.resource(),
                over.place(),
                over.limit(),
                over.unit(),
                over.source(),
                over.evidence() + "; killed process " + most + " write_bytes " + largest));
    }

    private Map<Integer, Long> counters() {
        Map<Integer, Long> counters = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
            for (Path process : all) {
                int pid = Integer.parseInt(String.valueOf(process.getFileName()));
                if (pid != ENGINE) {
                    counter(process).ifPresent(bytes -> counters.put(pid, bytes));
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // The next look may see more.
        }
        return counters;
    }

    private static Optional<Long> counter(Path process) {
        try (Stream<String> lines = Files.lines(process.resolve("io"))) {
            return lines.filter(line -> line.startsWith(COUNTER))
                    .map(line -> Long.valueOf(line.substring(COUNTER.length()).strip()))
                    .findFirst();
        } catch (IOException | UncheckedIOException ended) {
            return Optional.empty();
        }
    }
}
