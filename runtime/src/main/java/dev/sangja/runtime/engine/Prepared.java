package dev.sangja.runtime.engine;

import dev.sangja.runtime.process.OwnThread;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What one thread prepares while another does something else, and both then need. Whoever runs it prepares it; once.
 * Safe for use by several threads.
 */
final class Prepared<T> implements Runnable {
    private final Supplier<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Prepared(Supplier<T> work) {
        this.work = work;
    }

    @Override
    public void run() {
        try {
            result.complete(work.get());
        } catch (RuntimeException failure) {
            result.completeExceptionally(failure);
        }
    }

    /** Waits for it; what has failed there fails here too. */
    T get() {
        return OwnThread.await(result);
    }

    /** Does that with it, if it is there. */
    void ifThere(Consumer<T> use) {
        if (result.isDone() && !result.isCompletedExceptionally()) {
            use.accept(result.join());
        }
    }
}
