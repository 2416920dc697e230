package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.container.StandardStreams;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What a command of a build is joined to: one stream for all that it writes, and nothing to read. */
final class BuildStreams implements StandardStreams {
    private final OutputStream output;

    BuildStreams(OutputStream output) {
        this.output = output;
    }

    @Override
    public InputStream input() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public OutputStream error() {
        return output;
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
        throw new IllegalStateException("a build has no terminal");
    }

    @Override
    public void onResize(Consumer<Size> receiver) {
        // There is no terminal that could change.
    }
}
