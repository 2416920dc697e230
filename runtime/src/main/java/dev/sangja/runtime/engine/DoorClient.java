package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.container.StandardStreams;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The standard streams of a client of the door, copied into the engine. Whoever has it closes it. */
final class DoorClient implements StandardStreams, AutoCloseable {
    private final Linux linux;
    private final int[] descriptors = new int[3];
    private Optional<byte[]> former = Optional.empty();
    private volatile Consumer<Size> onResize = size -> {};
    private boolean open = true;

    /** Copies the descriptors of the process that a pidfd names. */
    DoorClient(Linux linux, int pidfd) {
        this.linux = linux;
        for (StandardStream stream : StandardStream.values()) {
            descriptors[stream.descriptor()] = linux.copyDescriptor(pidfd, kept(stream));
        }
    }

    /** Where {@link Door#SCRIPT} keeps that stream. */
    private static int kept(StandardStream stream) {
        return switch (stream) {
            case STDIN -> 0;
            case STDOUT -> 8;
            case STDERR -> 2;
        };
    }

    @Override
    public InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                byte[] bytes = new byte[Math.max(1, length)];
                try {
                    int count = linux.read(descriptors[0], bytes);
                    System.arraycopy(bytes, 0, buffer, offset, count);
                    return count == 0 ? -1 : count;
                } catch (SyscallException failure) {
                    throw new IOException(failure.getMessage(), failure);
                }
            }
        };
    }

    @Override
    public OutputStream output() {
        return writing(descriptors[1]);
    }

    @Override
    public OutputStream error() {
        return writing(descriptors[2]);
    }

    private OutputStream writing(int fd) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                byte[] bytes = offset == 0 ? buffer : java.util.Arrays.copyOfRange(buffer, offset, offset + length);
                try {
                    linux.write(fd, bytes, length);
                } catch (SyscallException failure) {
                    throw new IOException(failure.getMessage(), failure);
                }
            }
        };
    }

    @Override
    public boolean isTerminal(StandardStream stream) {
        return linux.isTerminal(descriptors[stream.descriptor()]);
    }

    @Override
    public OptionalInt descriptor(StandardStream stream) {
        return OptionalInt.of(descriptors[stream.descriptor()]);
    }

    @Override
    public Optional<Size> size() {
        for (StandardStream stream : StandardStream.values()) {
            if (isTerminal(stream)) {
                Linux.TerminalSize size = linux.terminalSize(descriptors[stream.descriptor()]);
                return size.columns() > 0 && size.rows() > 0
                        ? Optional.of(new Size(size.columns(), size.rows()))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void makeInputRaw() {
        if (open && former.isEmpty()) {
            former = Optional.of(linux.makeTerminalRaw(descriptors[0]));
        }
    }

    @Override
    public void onResize(Consumer<Size> receiver) {
        onResize = receiver;
    }

    /** The client was told that its terminal has another size. */
    void resized() {
        size().ifPresent(onResize);
    }

    /** Gives the client's terminal its settings back, and closes the copies. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            former.ifPresent(this::restore);
            for (int descriptor : descriptors) {
                linux.close(descriptor);
            }
        }
    }

    private void restore(byte[] settings) {
        try {
            linux.setTerminal(descriptors[0], settings);
        } catch (SyscallException hungUp) {
            // The terminal has gone, and its settings with it.
        }
    }
}
