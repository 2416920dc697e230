package dev.sangja.runtime.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * What a container has written, kept on disk with the time of each line, and bounded: once the file is full it becomes
 * the previous one, and what was in the one before that is gone.
 *
 * <p>One object stands for the log of one container for as long as the engine lives. Safe for use by several threads;
 * the engine brackets every life of the container with {@link #begin} and {@link #end}.
 */
public final class ContainerLog {
    private final Path file;
    private final Path previous;
    private final long limitBytes;
    private final Clock clock;
    private final Object lock = new Object();
    private final Map<StandardStream, ByteArrayOutputStream> unfinished = new EnumMap<>(StandardStream.class);
    private Optional<FileChannel> writer = Optional.empty();
    private long length;
    private int generation;

    /**
     * A log at that place, which may hold lines already.
     *
     * @param limitBytes of each of the two files
     */
    public ContainerLog(Path file, long limitBytes, Clock clock) {
        this.file = file;
        this.previous = file.resolveSibling(file.getFileName() + ".1");
        this.limitBytes = limitBytes;
        this.clock = clock;
        unfinished.put(StandardStream.STDOUT, new ByteArrayOutputStream());
        unfinished.put(StandardStream.STDERR, new ByteArrayOutputStream());
    }

    /** The container starts to write. */
    public void begin() {
        synchronized (lock) {
            if (writer.isPresent()) {
                return;
            }
            try {
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                length = soundLength(channel);
                // What an earlier engine was writing when it died is no whole line.
                channel.truncate(length);
                writer = Optional.of(channel);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot open the log " + file, e);
            }
        }
    }

    /** Takes what the container has just written; does nothing once it has ended. */
    public void append(StandardStream stream, byte[] bytes, int count) {
        synchronized (lock) {
            ByteArrayOutputStream line = unfinished.get(stream);
            if (line == null || writer.isEmpty()) {
                return;
            }
            for (int i = 0; i < count; i++) {
                line.write(bytes[i]);
                if (bytes[i] == '\n' || line.size() == LogFrame.LONGEST) {
                    store(stream, line);
                }
            }
            lock.notifyAll();
        }
    }

    /** The container has ended: keeps what had no line end yet, and lets those who follow go. */
    public void end() {
        synchronized (lock) {
            if (writer.isEmpty()) {
                return;
            }
            unfinished.forEach((stream, line) -> {
                if (line.size() > 0) {
                    store(stream, line);
                }
            });
            try {
                writer.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the log " + file, e);
            } finally {
                writer = Optional.empty();
                lock.notifyAll();
            }
        }
    }

    /**
     * Hands over the lines that are wanted, oldest first.
     *
     * @throws CancellationException once cancelled, which is looked for at every line and while waiting
     */
    public void read(LogRequest request, Consumer<LogLine> sink, Cancellation cancellation) {
        LogSelection selection = new LogSelection(request, sink);
        Cancellation.Registration registration = cancellation.onCancel(this::wake);
        try (LogCursor cursor = new LogCursor()) {
            while (true) {
                cursor.drain(selection, cancellation);
                selection.caughtUp();
                if (!request.follow() || !awaitMore(cursor, cancellation)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log " + file, e);
        } finally {
            registration.close();
        }
    }

    /** Waits for more; false once the container has ended and all has been read. */
    private boolean awaitMore(LogCursor cursor, Cancellation cancellation) {
        try {
            synchronized (lock) {
                while (true) {
                    cancellation.check();
                    if (cursor.reading != generation || cursor.position < length) {
                        return true;
                    }
                    if (writer.isEmpty()) {
                        return false;
                    }
                    lock.wait();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    private void store(StandardStream stream, ByteArrayOutputStream pending) {
        LogLine line = new LogLine(clock.instant(), stream, pending.toByteArray());
        pending.reset();
        try {
            if (length > 0 && length + LogFrame.size(line) > limitBytes) {
                rotate();
            }
            ByteBuffer frame = LogFrame.encode(line);
            FileChannel channel = writer.orElseThrow();
            while (frame.hasRemaining()) {
                length += channel.write(frame, length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file, e);
        }
    }

    private void rotate() throws IOException {
        writer.orElseThrow().close();
        Files.move(file, previous, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        writer = Optional.of(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        generation++;
        length = 0;
    }

    private static long soundLength(FileChannel channel) throws IOException {
        long end = channel.size();
        long position = 0;
        Optional<LogLine> line = LogFrame.read(channel, position, end);
        while (line.isPresent()) {
            position += LogFrame.size(line.get());
            line = LogFrame.read(channel, position, end);
        }
        return position;
    }

    /** One reader's place. A file that is rotated away under it is read to its end first. */
    private final class LogCursor implements AutoCloseable {
        private Optional<FileChannel> channel = Optional.empty();
        private int reading;
        private long position;

        private LogCursor() throws IOException {
            synchronized (lock) {
                reading = generation - 1;
                if (Files.exists(previous)) {
                    channel = Optional.of(FileChannel.open(previous, StandardOpenOption.READ));
                }
            }
        }

        private void drain(LogSelection selection, Cancellation cancellation) throws IOException {
            while (true) {
                if (channel.isPresent()) {
                    drain(channel.get(), selection, cancellation);
                }
                synchronized (lock) {
                    if (reading == generation) {
                        return;
                    }
                    close();
                    channel = Files.exists(file)
                            ? Optional.of(FileChannel.open(file, StandardOpenOption.READ))
                            : Optional.empty();
                    reading = generation;
                    position = 0;
                    if (channel.isPresent() && writer.isEmpty()) {
                        length = soundLength(channel.get());
                    }
                }
            }
        }

        private void drain(FileChannel from, LogSelection selection, Cancellation cancellation) throws IOException {
            Optional<LogLine> line = LogFrame.read(from, position, end(from));
            while (line.isPresent()) {
                cancellation.check();
                position += LogFrame.size(line.get());
                selection.offer(line.get());
                line = LogFrame.read(from, position, end(from));
            }
        }

        private long end(FileChannel from) throws IOException {
            synchronized (lock) {
                return reading == generation ? length : from.size();
            }
        }

        @Override
        public void close() throws IOException {
            if (channel.isPresent()) {
                channel.get().close();
            }
        }
    }
}
