package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Cancellation;

/** A child of the engine, whose end is waited for. Whoever has it closes it. */
interface ChildProcess extends AutoCloseable {
    int pid();

    int pidfd();

    /** Waits for its end; 128 plus the signal's number if a signal ended it. */
    int await();

    /** The same, unless cancelled first. */
    int await(Cancellation cancellation);

    @Override
    void close();
}
