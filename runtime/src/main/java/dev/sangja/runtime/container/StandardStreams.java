package dev.sangja.runtime.container;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The standard streams of whoever called, as the engine holds them. The giver closes them.
 *
 * <p>A read or a write blocks as the client's own would; one on a stream whose other end is gone throws an
 * {@link java.io.IOException}. Each stream is used by one thread at a time.
 */
public interface StandardStreams {
    InputStream input();

    OutputStream output();

    OutputStream error();

    /** Whether that stream is a terminal, see isatty(3). */
    boolean isTerminal(StandardStream stream);

    /** The engine's descriptor for that stream; empty where there is none, such as in a test. */
    OptionalInt descriptor(StandardStream stream);

    /** The size of the client's terminal; empty if none of its streams is one that knows its size. */
    Optional<Size> size();

    /** Puts the input, which is a terminal, in raw mode until these streams are closed. */
    void makeInputRaw();

    /** Calls back on a thread of its own whenever the client's terminal has another size, until these are closed. */
    void onResize(Consumer<Size> receiver);

    /** A terminal's size in character cells, each at least 1. */
    record Size(int columns, int rows) {}
}
