package dev.sangja.runtime.engine;

import dev.sangja.runtime.receipt.LimitEvent;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Looks again and again at what only looking can bound: files, and memory where there are no control groups. */
final class MachineWatch {
    private static final long PAUSE_NANOS = 50_000_000L;
    private static final long SHORT_PAUSE_NANOS = 5_000_000L;

    private final DiskWatch disk;
    private final Optional<MemoryWatch> memory;
    private final Consumer<LimitEvent> acted;

    /** {@code acted} hears what a look led to. */
    MachineWatch(DiskWatch disk, Optional<MemoryWatch> memory, Consumer<LimitEvent> acted) {
        this.disk = disk;
        this.memory = memory;
        this.acted = acted;
    }

    /** Looks for ever. */
    void run() {
        while (true) {
            boolean soon = memory.map(MemoryWatch::isTight).orElse(false);
            LockSupport.parkNanos(soon ? SHORT_PAUSE_NANOS : PAUSE_NANOS);
            try {
                disk.look();
                memory.flatMap(MemoryWatch::look).ifPresent(acted);
            } catch (RuntimeException failure) {
                // The next look may succeed, and without any there is no bound.
                EngineMain.complain("a look at the machine's limits failed: " + failure);
            }
        }
    }
}
