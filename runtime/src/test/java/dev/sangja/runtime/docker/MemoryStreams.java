package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.container.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** A client's streams that are kept in memory. */
class MemoryStreams implements StandardStreams {
    Runnable written = () -> {};
    final ByteArrayOutputStream out = new ByteArrayOutputStream() {
        @Override
        public void flush() {
            written.run();
        }
    };
    final ByteArrayOutputStream error = new ByteArrayOutputStream();
    InputStream input = new ByteArrayInputStream(new byte[0]);
    Set<StandardStream> terminals = EnumSet.noneOf(StandardStream.class);

    static MemoryStreams reading(String text) {
        MemoryStreams streams = new MemoryStreams();
        streams.input = new ByteArrayInputStream(text.getBytes(UTF_8));
        return streams;
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return out;
    }

    @Override
    public OutputStream error() {
        return error;
    }

    @Override
    public boolean isTerminal(StandardStream stream) {
        return terminals.contains(stream);
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
        throw new UnsupportedOperationException("nothing in memory is a terminal");
    }

    @Override
    public void onResize(Consumer<Size> receiver) {}
}
