package dev.sangja.server.bench;

import java.util.function.Supplier;

/**
 * A running server of ours. Whoever opened it closes it.
 *
 * @param port where it listens on the loopback address
 * @param end stops it and deletes what it kept
 */
public record Site(int port, Runnable end) implements AutoCloseable {
    /** Starts one. */
    public interface Opener extends Supplier<Site> {}

    @Override
    public void close() {
        end.run();
    }
}
