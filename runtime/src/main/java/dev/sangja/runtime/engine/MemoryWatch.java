package dev.sangja.runtime.engine;

import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.runtime.receipt.LimitEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Bounds the memory of all processes together where no control group does: it adds up what each has for itself, and
 * ends the largest when that is too much, as the kernel's own killer would. It looks many times a second and can be
 * outrun between two looks; each single process is bounded by RLIMIT_DATA meanwhile. Memory file systems are not
 * counted. {@link #look} belongs to one thread, the rest may be called by any.
 */
final class MemoryWatch {
    private static final String SOURCE = "RssAnon";
    private static final int ENGINE = 1;
    private static final long PATIENCE_NANOS = 300_000_000L;

    private final Path processes;
    private final long limitBytes;
    private final IntConsumer killer;
    private int ending;
    private long endingSince = System.nanoTime();
    private volatile long usedBytes;
    private volatile long peakBytes;
    private volatile long peakOfRun;
    private final AtomicLong acted = new AtomicLong();

    /** {@code killer} ends the process of that id. */
    MemoryWatch(Path processes, long limitBytes, IntConsumer killer) {
        this.processes = processes;
        this.limitBytes = limitBytes;
        this.killer = killer;
    }

    /** Adds up; tells what it ended, if it had to. */
    Optional<LimitEvent> look() {
        long sum = 0;
        long most = 0;
        int largest = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
            for (Path process : all) {
                int pid = Integer.parseInt(process.getFileName().toString());
                long bytes = pid == ENGINE ? 0 : privateBytes(process);
                sum += bytes;
                if (bytes > most) {
                    most = bytes;
                    largest = pid;
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return Optional.empty();
        }
        usedBytes = sum;
        peakBytes = Math.max(peakBytes, sum);
        peakOfRun = Math.max(peakOfRun, sum);
        if (sum <= limitBytes || largest <= ENGINE || isEnding()) {
            return Optional.empty();
        }
        killer.accept(largest);
        ending = largest;
        endingSince = System.nanoTime();
        acted.incrementAndGet();
        return Optional.of(new LimitEvent(
                "memory",
                "machine",
                limitBytes,
                "bytes",
                SOURCE,
                "Killed process " + largest + " RssAnon:" + most / 1024 + "kB"));
    }

    /** Who was ended gives its memory back in a moment; until then nobody else has to go. */
    private boolean isEnding() {
        return System.nanoTime() - endingSince < PATIENCE_NANOS
                && Files.exists(processes.resolve(Integer.toString(ending)));
    }

    /** Whether so much is in use that the next look should come soon. */
    boolean isTight() {
        return usedBytes > limitBytes / 4;
    }

    /** Resident pages that are no part of a file on disk; proc(5), {@code /proc/PID/status}. */
    private static long privateBytes(Path process) {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("RssAnon:") || line.startsWith("RssShmem:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .sum();
        } catch (IOException | UncheckedIOException | NumberFormatException ended) {
            return 0;
        }
    }

    /** A run begins. */
    void begin() {
        peakOfRun = usedBytes;
    }

    /** The most that was seen in the run. */
    long peakOfRun() {
        return peakOfRun;
    }

    Gauge gauge() {
        return new Gauge("memory", usedBytes, peakBytes, limitBytes, "bytes", SOURCE, acted.get());
    }
}
