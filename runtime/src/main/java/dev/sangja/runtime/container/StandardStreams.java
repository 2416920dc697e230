package dev.sangja.runtime.container;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;

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

    /** The width of the client's terminal in character cells; empty if there is none. */
    OptionalInt columns();
}
