package dev.sangja.runtime.container;

/** One started process, as far as its client is concerned. */
public interface Session {
    /**
     * Waits until the process has ended, its attached output has been handed to the client, and a container that
     * removes itself is gone. Once cancelled it lets go of the client's streams, leaves the process alone, and throws
     * {@link java.util.concurrent.CancellationException}.
     *
     * @return its exit code, 128 plus the signal's number if a signal ended it
     */
    int await(Cancellation cancellation);
}
