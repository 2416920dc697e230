package dev.sangja.runtime.process;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A thread that gives its world away and ends.
 *
 * <p>Namespaces, root directory, credentials and filters belong to a thread, and what it gave up it cannot take back.
 * So whatever changes them runs here, and never on a pooled or virtual thread.
 */
public final class OwnThread {
    private OwnThread() {}

    /** Starts the work on a thread of its own. The future completes when that thread is about to end. */
    public static <T> CompletableFuture<T> start(String name, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /**
     * Runs the work on a thread of its own and waits for it; unchecked exceptions of the work come through as they are.
     */
    public static <T> T call(String name, Callable<T> work) {
        try {
            return start(name, work).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException) {
                throw (RuntimeException) failure.getCause();
            }
            if (failure.getCause() instanceof Error) {
                throw (Error) failure.getCause();
            }
            throw failure;
        }
    }
}
