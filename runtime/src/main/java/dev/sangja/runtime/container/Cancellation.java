package dev.sangja.runtime.container;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says that nobody waits for an answer any more: the client has died or its cell was stopped. Safe for use by several
 * threads; it goes from living to cancelled once and never back.
 */
public final class Cancellation {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Map<Object, Runnable> actions = new LinkedHashMap<>();

    /** What to do when it happens, until closed. */
    public interface Registration extends AutoCloseable {
        /** Takes the action back; does not wait for one that is running. */
        @Override
        void close();
    }

    /** Cancels, and runs what was registered on this thread. Further calls do nothing. */
    public void cancel() {
        List<Runnable> due;
        synchronized (actions) {
            cancelled.countDown();
            due = List.copyOf(actions.values());
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** Throws a {@link CancellationException} if it has happened. */
    public void check() {
        if (isCancelled()) {
            throw new CancellationException("the client is gone");
        }
    }

    /** Runs the action, which must be quick, when it happens; at once, on this thread, if it has happened. */
    public Registration onCancel(Runnable action) {
        synchronized (actions) {
            if (!isCancelled()) {
                Object key = new Object();
                actions.put(key, action);
                return () -> {
                    synchronized (actions) {
                        actions.remove(key);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** Waits for that long, and throws a {@link CancellationException} as soon as it happens. */
    public void sleep(Duration duration) {
        try {
            if (cancelled.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                check();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
