package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerLog;
import dev.sangja.runtime.network.Sandbox;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A container that runs.
 *
 * @param putDown completes once the register knows that it has started
 * @param ended completes with the exit code once everybody can see that it has ended
 */
record Live(
        ContainerLauncher.Started started,
        ContainerLog log,
        Sandbox sandbox,
        CompletableFuture<ContainerId> putDown,
        CompletableFuture<Integer> ended) {
    private static final long LOOK_NANOS = 100_000_000;

    Live(ContainerLauncher.Started started, ContainerLog log, Sandbox sandbox) {
        this(started, log, sandbox, new CompletableFuture<>(), new CompletableFuture<>());
    }

    ProcessStreams streams() {
        return started.streams();
    }

    /** Waits for its end, for ever if the time is negative. */
    boolean endedWithin(Duration grace, Cancellation cancellation) {
        long end = System.nanoTime() + grace.toNanos();
        while (grace.isNegative() || System.nanoTime() < end) {
            cancellation.check();
            long left = grace.isNegative() ? LOOK_NANOS : Math.min(end - System.nanoTime(), LOOK_NANOS);
            try {
                ended.get(Math.max(left, 1), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException notYet) {
                cancellation.check();
            } catch (ExecutionException | InterruptedException failure) {
                throw new CancellationException(String.valueOf(failure.getMessage()));
            }
        }
        return false;
    }
}
