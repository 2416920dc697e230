package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.runtime.receipt.LimitEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Bounds what a machine's files occupy: the writable layers, {@code /lab}, volumes. No kernel file does that for an
 * ordinary user, so it is measured: at once when the file system fills quickly, else now and then, and never so often
 * that the measuring itself costs much. {@link #look} belongs to one thread, the rest may be called by any.
 */
final class DiskWatch {
    /** The name of the bound where a kernel file's would stand. */
    private static final String SOURCE = "disk_bytes";

    private static final String FILES_SOURCE = "disk_files";
    private static final int MOST_FILES = 100_000;
    private static final long QUICK_BYTES = 16L << 20;
    private static final long SLOW_NANOS = 2_000_000_000L;
    /** A reading may take this part of the time. */
    private static final int SHARE = 10;

    private final DiskMeter meter;
    private final FileStore fileSystem;
    private final long limitBytes;
    private volatile DiskMeter.Reading last;
    private volatile long peakBytes;
    private volatile DiskMeter.Reading atStart;
    private long freeAtReading;
    private long readAt;
    private long readingNanos;

    DiskWatch(Path files, DiskMeter meter, long limitBytes) {
        this.meter = meter;
        this.limitBytes = limitBytes;
        try {
            this.fileSystem = Files.getFileStore(files);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.last = meter.read();
        this.atStart = last;
        this.readAt = System.nanoTime();
        this.freeAtReading = free();
    }

    static DiskWatch of(Linux linux, long limitBytes) {
        Path files = Path.of(EnginePaths.MACHINE);
        return new DiskWatch(files, new DiskMeter(linux, files, Path.of("/proc"), MOST_FILES), limitBytes);
    }

    private long free() {
        try {
            return fileSystem.getUnallocatedSpace();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Measures, if it is time to. */
    void look() {
        long now = System.nanoTime();
        if (now - readAt < readingNanos * SHARE) {
            return;
        }
        boolean fills = freeAtReading - free() > QUICK_BYTES;
        if (fills || now - readAt > SLOW_NANOS) {
            read();
        }
    }

    private synchronized void read() {
        long began = System.nanoTime();
        freeAtReading = free();
        last = meter.read();
        readAt = System.nanoTime();
        readingNanos = readAt - began;
        peakBytes = Math.max(peakBytes, last.bytes());
    }

    /** A run begins: what is there already is not its doing. */
    void begin() {
        atStart = last;
    }

    /** Whether more is there than may be, and more than when the run began. */
    Optional<LimitEvent> exceeded() {
        DiskMeter.Reading now = last;
        if (now.bytes() > limitBytes && now.bytes() > atStart.bytes()) {
            return Optional.of(
                    new LimitEvent("disk", "machine", limitBytes, "bytes", SOURCE, "st_blocks * 512 = " + now.bytes()));
        }
        if (!now.whole() && (atStart.whole() || now.files() > atStart.files())) {
            return Optional.of(
                    new LimitEvent("disk", "machine", MOST_FILES, "files", FILES_SOURCE, "files > " + MOST_FILES));
        }
        return Optional.empty();
    }

    /** How much is there now. */
    Gauge gauge(long acted) {
        long bytes = last.bytes();
        return new Gauge("disk", bytes, Math.max(bytes, peakBytes), limitBytes, "bytes", SOURCE, acted);
    }
}
