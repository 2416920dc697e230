package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.SpareThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Makes children that wait at a gate before their first exec.
 *
 * <p>The child rings a bell, opens a FIFO that nobody else has opened, and so blocks. Its parent thread blocks with it,
 * because posix_spawn(3) lets the parent go on only after the exec. A second thread sleeps until the bell rings; it
 * finds the child, has it seized by the tracer, put under limits and into its control group, and then opens the gate.
 * So nothing that the child does can be missed or happen unbounded. Safe for use by several threads.
 */
final class Nursery {
    private static final int SPARES = 3;
    private static final long UNTIL_NEXT_LOOK_NANOS = 1_000_000;

    private final AtomicLong gates = new AtomicLong();
    private final Linux linux;
    private final int directory;
    private final SpareThreads spares = new SpareThreads(SPARES);

    /** A nursery whose gates lie in the directory for them, which is there. */
    Nursery(Linux linux) {
        this.linux = linux;
        this.directory = Gate.directory(linux);
    }

    /** The port whose calls are no part of a container, and so of no receipt. */
    Linux quiet() {
        return linux;
    }

    /** Threads for whoever gives something away beside the thread that makes the child. */
    SpareThreads spares() {
        return spares;
    }

    /**
     * Makes a child in a world that sees the directory of the gates.
     *
     * @param recorded the port that the spawning thread calls
     * @param world what the spawning thread enters first
     * @param gatesSeen where that world sees the directory of the gates
     * @param request the child, described by the spawning thread once it is there
     * @param whileHeld what is done with the child while it waits, given its process id as the engine counts it
     * @return the child's process id as the engine counts it
     */
    int bring(
            Linux recorded,
            World world,
            String gatesSeen,
            Function<Linux, SpawnRequest> request,
            IntConsumer whileHeld) {
        Gate gate = Gate.in(linux, directory, name(), gatesSeen);
        return behind(recorded, entering(world, gate), request, () -> {}, whileHeld);
    }

    /** Makes a child in a world that does not see them: there the gate is known by a descriptor, through its /proc. */
    int bringInto(
            Linux recorded,
            World world,
            Function<Linux, SpawnRequest> request,
            Runnable meanwhile,
            IntConsumer whileHeld) {
        Gate gate = Gate.byDescriptor(linux, directory, name());
        return behind(recorded, entering(world, gate), request, meanwhile, whileHeld);
    }

    /**
     * Makes a child in a world that brings its own gate.
     *
     * @param meanwhile what the calling thread does while the spawning thread is entering that world; it throws nothing
     */
    int behind(
            Linux recorded,
            Function<Linux, Gate> world,
            Function<Linux, SpawnRequest> request,
            Runnable meanwhile,
            IntConsumer whileHeld) {
        CompletableFuture<Stand> standing = new CompletableFuture<>();
        CompletableFuture<Integer> spawned = spares.start("spawn", () -> {
            Gate gate;
            try {
                gate = world.apply(recorded);
            } catch (RuntimeException failure) {
                standing.completeExceptionally(failure);
                throw failure;
            }
            Stand stand = new Stand(linux.threadId(), gate, new CompletableFuture<>());
            standing.complete(stand);
            try {
                return recorded.spawn(request.apply(recorded).behind(gate.seen()));
            } finally {
                // Whatever has become of the child, nobody waits for it any more.
                stand.rung().complete(gate.ring());
            }
        });
        meanwhile.run();
        Stand stand = join(standing);
        try (Gate gate = stand.gate()) {
            Optional<Integer> child = awaitChild(stand);
            if (child.isPresent()) {
                hold(child.get(), gate, spawned, whileHeld);
            }
            return join(spawned);
        } finally {
            linux.close(stand.rung().join());
        }
    }

    /**
     * A thread that is about to make a child.
     *
     * @param gate where that child will wait
     * @param rung a descriptor, once there will be no child any more that has not been met
     */
    private record Stand(int thread, Gate gate, CompletableFuture<Integer> rung) {}

    private void hold(int child, Gate gate, CompletableFuture<Integer> spawned, IntConsumer whileHeld) {
        try {
            whileHeld.accept(child);
        } catch (RuntimeException failure) {
            kill(child, failure);
            throw failure;
        } finally {
            int open = gate.open();
            spawned.handle((pid, failure) -> pid).join();
            linux.close(open);
        }
    }

    private static Function<Linux, Gate> entering(World world, Gate gate) {
        return thread -> {
            try {
                world.enter(thread);
            } catch (RuntimeException failure) {
                gate.close();
                throw failure;
            }
            return gate;
        };
    }

    private String name() {
        return Long.toString(gates.incrementAndGet());
    }

    private void kill(int child, RuntimeException failure) {
        try {
            linux.kill(child, Signals.SIGKILL);
        } catch (SyscallException gone) {
            failure.addSuppressed(gone);
        }
    }

    /**
     * The child of a thread that is blocked in posix_spawn, once the child has come to the bell; empty if the thread
     * came to an end first. proc(5) task/TID/children, CONFIG_PROC_CHILDREN.
     */
    private static Optional<Integer> awaitChild(Stand stand) {
        Path children = Path.of("/proc/self/task/" + stand.thread() + "/children");
        while (true) {
            stand.gate().awaitBell();
            if (stand.rung().isDone()) {
                return Optional.empty();
            }
            try {
                String text = Files.readString(children).strip();
                if (!text.isEmpty()) {
                    int end = text.indexOf(' ');
                    return Optional.of(Integer.parseInt(end < 0 ? text : text.substring(0, end)));
                }
            } catch (IOException threadEnded) {
                // It has rung, then.
            }
            // Somebody of the workbench has rung, who sees the bells: the child is still to come.
            LockSupport.parkNanos(UNTIL_NEXT_LOOK_NANOS);
        }
    }

    private static <T> T join(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException) {
                throw (RuntimeException) failure.getCause();
            }
            throw failure;
        }
    }
}
