package dev.sangja.runtime.limits;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for the kernel where it offers nothing to wait on but looking again. */
final class Patience {
    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private Patience() {}

    /** Looks until the condition holds or the time is over; tells which. */
    static boolean until(Duration time, BooleanSupplier condition) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
