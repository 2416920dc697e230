package dev.sangja.runtime.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Optional;

/** How one line lies in a log file: length, stream, seconds and nanoseconds since the epoch, then the bytes. */
final class LogFrame {
    /** A longer line is kept in pieces of this size, as Docker does. */
    static final int LONGEST = 16 << 10;

    private static final int HEADER = Integer.BYTES + Byte.BYTES + Long.BYTES + Integer.BYTES;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private LogFrame() {}

    static ByteBuffer encode(LogLine line) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + line.bytes().length);
        frame.putInt(line.bytes().length);
        frame.put((byte) line.stream().descriptor());
        Instant at = line.at();
        frame.putLong(at.getEpochSecond());
        frame.putInt(at.getNano());
        return frame.put(line.bytes()).flip();
    }

    /** How long that line is in the file. */
    static int size(LogLine line) {
        return HEADER + line.bytes().length;
    }

    /** The frame at that place; empty where the file ends, or where what follows was cut short or is no frame. */
    static Optional<LogLine> read(FileChannel file, long position, long end) throws IOException {
        if (position + HEADER > end) {
            return Optional.empty();
        }
        ByteBuffer header = fill(file, position, HEADER);
        int length = header.getInt();
        int stream = header.get();
        long seconds = header.getLong();
        int nanos = header.getInt();
        boolean sound = length > 0
                && length <= LONGEST
                && (stream == StandardStream.STDOUT.descriptor() || stream == StandardStream.STDERR.descriptor())
                && nanos >= 0
                && nanos < NANOS_PER_SECOND
                && position + HEADER + length <= end;
        if (!sound) {
            return Optional.empty();
        }
        byte[] bytes = fill(file, position + HEADER, length).array();
        return Optional.of(new LogLine(
                Instant.ofEpochSecond(seconds, nanos),
                stream == StandardStream.STDOUT.descriptor() ? StandardStream.STDOUT : StandardStream.STDERR,
                bytes));
    }

    private static ByteBuffer fill(FileChannel file, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the log ends inside a frame");
            }
        }
        return buffer.flip();
    }
}
