package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.container.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Streams of nobody: no input, and the beginning of the output in memory. Safe for use by several threads. */
final class CapturedOutput implements StandardStreams {
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    CapturedOutput(int most) {
        this.most = most;
    }

    /** What has been said, as far as it is kept. */
    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    private synchronized void keep(byte[] bytes, int from, int length) {
        kept.write(bytes, from, Math.min(length, most - kept.size()));
    }

    @Override
    public InputStream input() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                keep(bytes, from, length);
            }
        };
    }

    @Override
    public OutputStream error() {
        return output();
    }

    @Override
    public boolean isTerminal(StandardStream stream) {
        return false;
    }

    @Override
    public OptionalInt descriptor(StandardStream stream) {
        return OptionalInt.empty();
    }

    @Override
    public Optional<Size> size() {
        return Optional.empty();
    }

    @Override
    public void makeInputRaw() {
        throw new IllegalStateException("there is no terminal");
    }

    @Override
    public void onResize(Consumer<Size> receiver) {
        // There is no terminal whose size could change.
    }
}
