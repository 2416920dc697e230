package dev.sangja.runtime.build;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Cuts what a command writes into lines, and tells them. Safe for use by several threads. */
final class LineOutput extends OutputStream {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_BYTES = 2 << 20; // BuildKit's limit on the log of one step

    private final BuildProgress progress;
    private final BuildProgress.Vertex vertex;
    private final long began = System.nanoTime();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long bytes;

    LineOutput(BuildProgress progress, BuildProgress.Vertex vertex) {
        this.progress = progress;
        this.vertex = vertex;
    }

    @Override
    public synchronized void write(int one) {
        bytes++;
        if (one == '\n' || line.size() >= LONGEST_LINE) {
            tell();
        }
        if (one != '\n') {
            line.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(buffer[i]);
        }
    }

    private void tell() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (bytes <= MOST_BYTES) {
            progress.line(vertex, Duration.ofNanos(System.nanoTime() - began), text);
        }
    }

    /** Tells a last line that has no end, and whether something was left out. */
    @Override
    public synchronized void close() {
        if (line.size() > 0) {
            tell();
        }
        if (bytes > MOST_BYTES) {
            progress.line(
                    vertex,
                    Duration.ofNanos(System.nanoTime() - began),
                    "[output clipped, log limit " + (MOST_BYTES >> 20) + "MiB reached]");
        }
    }
}
