package dev.sangja.runtime.process;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Threads as {@link OwnThread} starts them, some of which wait for their work ready-made: a thread takes longer to make
 * than most of what it is wanted for. Each does one piece of work and ends. A new one takes its place once that work is
 * done, so that making it is in nobody's way. Safe for use by several threads.
 */
public final class SpareThreads {
    private final BlockingQueue<Spare> ready = new LinkedBlockingQueue<>();
    private final BlockingQueue<CompletableFuture<?>> taken = new LinkedBlockingQueue<>();

    /** So many threads, which wait until the Java runtime ends. */
    public SpareThreads(int count) {
        for (int index = 0; index < count; index++) {
            add();
        }
        Thread keeper = new Thread(this::replace, "spares");
        keeper.setDaemon(true);
        keeper.start();
    }

    /** Starts the work on a thread of its own. The future completes when that thread is about to end. */
    public <T> CompletableFuture<T> start(String name, Callable<T> work) {
        Spare spare = ready.poll();
        if (spare == null) {
            return OwnThread.start(name, work);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        taken.add(result);
        spare.work.complete(() -> OwnThread.run(work, result));
        return result;
    }

    /**
     * Runs the work on a thread of its own and waits for it; unchecked exceptions of the work come through as they are.
     */
    public <T> T call(String name, Callable<T> work) {
        return OwnThread.await(start(name, work));
    }

    private void add() {
        Spare spare = new Spare(new CompletableFuture<>());
        Thread thread = new Thread(() -> spare.work.join().run(), "spare");
        thread.setDaemon(true);
        thread.start();
        ready.add(spare);
    }

    private void replace() {
        try {
            while (true) {
                taken.take().handle((result, failure) -> result).join();
                add();
            }
        } catch (InterruptedException ended) {
            // The Java runtime ends.
        }
    }

    private record Spare(CompletableFuture<Runnable> work) {}
}
