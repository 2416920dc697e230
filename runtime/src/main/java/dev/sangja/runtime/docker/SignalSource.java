package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Signal;
import java.util.function.Consumer;

/** The signals that the client receives while it waits. */
public interface SignalSource {
    /**
     * Hands every signal over, on a thread of its own, until closed. Signals that nobody hears do to the client what
     * they do to any program.
     */
    Listening listen(Consumer<Signal> receiver);

    /** Ends the hearing. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
