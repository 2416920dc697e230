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
    private static final int O_RDWR = 2; // asm-generic/fcntl.h, as the following
    private static final int O_PATH = 0x20_0000;

    private final AtomicLong gates = new AtomicLong();
    private final Linux linux;

    Nursery(Linux linux) {
        this.linux = linux;
    }

    /**
     * Makes a child in a world that still sees the gates.
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
        String name = "/" + gates.incrementAndGet();
        return bring(recorded, world, EnginePaths.GATES + name, gatesSeen + name, request, whileHeld);
    }

    /** Makes a child in a world that does not see them: there the gate is known by a descriptor, through its /proc. */
    int bringInto(Linux recorded, World world, Function<Linux, SpawnRequest> request, IntConsumer whileHeld) {
        String gate = EnginePaths.GATES + "/" + gates.incrementAndGet();
        linux.makeFifo(gate, 0644);
        int fd = linux.open(gate, O_PATH);
        try {
            return bring(recorded, world, gate, "/proc/self/fd/" + fd, request, whileHeld);
        } finally {
            linux.close(fd);
        }
    }

    private int bring(
            Linux recorded,
            World world,
            String gate,
            String gateSeen,
            Function<Linux, SpawnRequest> request,
            IntConsumer whileHeld) {
        if (!Files.exists(Path.of(gate))) {
            linux.makeFifo(gate, 0644);
        }
        try {
            CompletableFuture<Integer> thread = new CompletableFuture<>();
            CompletableFuture<Integer> spawned = OwnThread.start("spawn", () -> {
                thread.complete(linux.threadId());
                world.enter(recorded);
                return recorded.spawn(request.apply(recorded).behind(gateSeen));
            });
            int child = awaitChild(thread.join(), spawned);
            try {
                whileHeld.accept(child);
            } catch (RuntimeException failure) {
                try {
                    linux.kill(child, Signals.SIGKILL);
                } catch (SyscallException gone) {
                    failure.addSuppressed(gone);
                }
                throw failure;
            } finally {
                pass(gate, spawned);
            }
            return join(spawned);
        } finally {
            deleteQuietly(gate);
        }
    }

    /**
     * Opens the gate until the child has passed it. O_RDWR, because an O_WRONLY open would wait for a reader, and a
     * tracer may have stopped the child inside its own open. It stays open until the exec is done: the child may not
     * even have come to the gate yet.
     */
    private void pass(String gate, CompletableFuture<Integer> spawned) {
        int fd = linux.open(gate, O_RDWR);
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

    private static void deleteQuietly(String gate) {
        try {
            Files.deleteIfExists(Path.of(gate));
        } catch (IOException left) {
            // A stale FIFO in the machine's own run directory harms nobody and goes with the machine.
        }
    }
}
