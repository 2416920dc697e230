package dev.sangja.runtime.process;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs what takes as long as it takes, each on a thread that nobody else uses meanwhile. A thread that has become free
 * is used again for a minute. What is run must leave the thread's world as it is; see {@link OwnThread}. Safe for use
 * by several threads.
 */
public final class Errands implements Executor {
    private final ExecutorService threads;

    /** Errands on threads of that name, which end with the Java runtime. */
    public Errands(String name) {
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }
}
