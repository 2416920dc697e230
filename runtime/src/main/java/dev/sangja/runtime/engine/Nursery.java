package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.OwnThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Makes children that wait at a gate before their first exec.
 *
 * <p>The child opens a FIFO that nobody else has opened, and so blocks. Its parent thread blocks with it, because
 * posix_spawn(3) lets the parent go on only after the exec. A second thread meanwhile finds the child, has it seized by
 * the tracer, put under limits and into its control group, and then opens the gate. So nothing that the child does can
 * be missed or happen unbounded. Safe for use by several threads.
 */
final class Nursery {
    private static final int O_RDWR = 2; // asm-generic/fcntl.h

    private final AtomicLong gates = new AtomicLong();
    private final Linux linux;

    Nursery(Linux linux) {
        this.linux = linux;
    }

    /** The port whose calls are no part of a container, and so of no receipt. */
    Linux quiet() {
        return linux;
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
        Gate gate = Gate.in(linux, name(), gatesSeen);
        return behind(recorded, entering(world, gate), request, whileHeld);
    }

    /** Makes a child in a world that does not see them: there the gate is known by a descriptor, through its /proc. */
    int bringInto(Linux recorded, World world, Function<Linux, SpawnRequest> request, IntConsumer whileHeld) {
        Gate gate = Gate.byDescriptor(linux, name());
        return behind(recorded, entering(world, gate), request, whileHeld);
    }

    /** Makes a child in a world that brings its own gate. */
    int behind(
            Linux recorded, Function<Linux, Gate> world, Function<Linux, SpawnRequest> request, IntConsumer whileHeld) {
        CompletableFuture<Integer> thread = new CompletableFuture<>();
        CompletableFuture<Gate> made = new CompletableFuture<>();
        CompletableFuture<Integer> spawned = OwnThread.start("spawn", () -> {
            thread.complete(linux.threadId());
            Gate gate = world.apply(recorded);
            made.complete(gate);
            return recorded.spawn(request.apply(recorded).behind(gate.seen()));
        });
        try {
            int child = awaitChild(thread.join(), spawned);
            awaitAtGate(child, spawned);
            try {
                whileHeld.accept(child);
            } catch (RuntimeException failure) {
                kill(child, failure);
                throw failure;
            } finally {
                pass(made.join(), spawned);
            }
            return join(spawned);
        } finally {
            // Nobody makes the gate any more: the spawning thread has either made it or failed.
            if (made.isDone()) {
                made.join().close();
            }
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
     * Opens the gate until the child has passed it. O_RDWR, because an O_WRONLY open would wait for a reader, and a
     * tracer may have stopped the child inside its own open. It stays open until the exec is done: the child may not
     * even have come to the gate yet.
     */
    private void pass(Gate gate, CompletableFuture<Integer> spawned) {
        int fd = linux.open(gate.path(), O_RDWR);
        try {
            spawned.handle((pid, failure) -> pid).join();
        } finally {
            linux.close(fd);
        }
    }

    /** The child of a thread that is blocked in posix_spawn; proc(5) task/TID/children, CONFIG_PROC_CHILDREN. */
    private static int awaitChild(int thread, CompletableFuture<Integer> spawned) {
        Path children = Path.of("/proc/self/task/" + thread + "/children");
        while (true) {
            if (spawned.isDone()) {
                return join(spawned);
            }
            String text = "";
            try {
                text = Files.readString(children).strip();
            } catch (IOException threadEnded) {
                continue;
            }
            if (!text.isEmpty()) {
                int end = text.indexOf(' ');
                return Integer.parseInt(end < 0 ? text : text.substring(0, end));
            }
            Thread.onSpinWait();
        }
    }

    /**
     * Waits until the child sleeps in its open of the gate, for then everything that posix_spawn(3) does before is
     * done. Nothing of that sleeps interruptibly; proc(5) stat, the state behind the name in parentheses.
     */
    private static void awaitAtGate(int child, CompletableFuture<Integer> spawned) {
        Path stat = Path.of("/proc/" + child + "/stat");
        while (!spawned.isDone()) {
            String text;
            try {
                text = Files.readString(stat);
            } catch (IOException ended) {
                return;
            }
            int name = text.lastIndexOf(") ");
            if (name >= 0 && text.startsWith("S", name + 2)) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    private static int join(CompletableFuture<Integer> spawned) {
        try {
            return spawned.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException) {
                throw (RuntimeException) failure.getCause();
            }
            throw failure;
        }
    }
}
