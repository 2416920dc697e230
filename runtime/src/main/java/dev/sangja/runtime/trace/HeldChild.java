package dev.sangja.runtime.trace;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.seccomp.BpfProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A child that waits at a FIFO before its first exec, in the namespaces of this process: for measuring and testing a
 * tracer without a machine around it.
 */
final class HeldChild {
    private static final int O_RDWR = 2; // asm-generic/fcntl.h

    private HeldChild() {}

    /**
     * Makes a child.
     *
     * @param directory where the FIFO may be put
     * @param filter what the child wears
     * @param whileHeld gets the child's process id while it waits
     */
    static void start(
            Linux linux, Path directory, SpawnRequest request, Optional<BpfProgram> filter, IntConsumer whileHeld) {
        String gate = directory.resolve("gate-" + System.nanoTime()).toString();
        linux.makeFifo(gate, 0600);
        AtomicInteger threadId = new AtomicInteger();
        CompletableFuture<Integer> spawned = new CompletableFuture<>();
        Thread spawner = new Thread(() -> spawn(linux, request.behind(gate), filter, threadId, spawned), "spawner");
        spawner.start();
        try {
            int child = awaitChild(threadId, spawned);
            try {
                whileHeld.accept(child);
            } catch (RuntimeException failure) {
                linux.kill(child, Signals.SIGKILL);
                throw failure;
            } finally {
                // Both ends: the child, if it is stopped just now, has let go of its own.
                int opened = linux.open(gate, O_RDWR);
                spawned.handle((pid, failure) -> pid).join();
                linux.close(opened);
            }
        } finally {
            delete(Path.of(gate));
        }
    }

    private static void spawn(
            Linux linux,
            SpawnRequest request,
            Optional<BpfProgram> filter,
            AtomicInteger threadId,
            CompletableFuture<Integer> spawned) {
        try {
            threadId.set(linux.threadId());
            filter.ifPresent(program -> {
                linux.setNoNewPrivileges();
                linux.installFilter(program.encode());
            });
            spawned.complete(linux.spawn(request));
        } catch (RuntimeException failure) {
            spawned.completeExceptionally(failure);
        }
    }

    /** proc(5) task/TID/children; the spawning thread is blocked until the child's exec and cannot tell. */
    private static int awaitChild(AtomicInteger threadId, CompletableFuture<Integer> spawned) {
        while (!spawned.isDone()) {
            if (threadId.get() != 0) {
                try {
                    String children = Files.readString(Path.of("/proc/self/task/" + threadId.get() + "/children"));
                    if (!children.isBlank()) {
                        return Integer.parseInt(children.strip().split(" ", 2)[0]);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException("the kernel does not tell a thread's children", e);
                }
            }
            Thread.onSpinWait();
        }
        return spawned.join();
    }

    private static void delete(Path gate) {
        try {
            Files.deleteIfExists(gate);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + gate, e);
        }
    }
}
