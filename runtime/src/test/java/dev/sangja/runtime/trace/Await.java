package dev.sangja.runtime.trace;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what will become true, and fails after a minute. */
final class Await {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Await() {}

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not become true within " + PATIENCE);
            }
            Thread.onSpinWait();
        }
    }
}
