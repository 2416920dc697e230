package dev.sangja.runtime.engine;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a child waits before its first exec: a bell, at which it meets the thread that is waiting for it, and the gate
 * itself; both are FIFOs; fifo(7). The child knows them by paths of its own, and these must lead there until it has
 * passed: a tracer that interrupts it makes it open the path again. Whoever made the gate closes it.
 */
final class Gate implements AutoCloseable {
    private static final int O_RDONLY = 0; // asm-generic/fcntl.h, as the following
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_PATH = 0x20_0000;
    private static final String IN_DEVICES = ".gate";
    private static final String BELL = ".bell";

    private final Linux linux;
    private final int directory;
    private final String name;
    private final SpawnRequest.Hold seen;
    private final List<Integer> descriptors;

    private Gate(Linux linux, int directory, String name, SpawnRequest.Hold seen, List<Integer> descriptors) {
        this.linux = requireNonNull(linux, "linux");
        this.directory = directory;
        this.name = name;
        this.seen = seen;
        this.descriptors = List.copyOf(descriptors);
    }

    /** The directory of the gates, for {@link #in} and {@link #byDescriptor}. */
    static int directory(Linux linux) {
        return linux.open(EnginePaths.GATES, O_PATH);
    }

    /** In the directory of the gates, which the child sees elsewhere. */
    static Gate in(Linux linux, int gates, String name, String directorySeen) {
        make(linux, EnginePaths.GATES + "/" + name);
        return new Gate(linux, gates, name, seenIn(directorySeen, name), List.of());
    }

    /** In that directory too, for a child that sees none of it, but has the descriptors and a /proc. */
    static Gate byDescriptor(Linux linux, int gates, String name) {
        make(linux, EnginePaths.GATES + "/" + name);
        int bell = linux.openAt(gates, name + BELL, O_PATH);
        int gate = linux.openAt(gates, name, O_PATH);
        SpawnRequest.Hold seen = new SpawnRequest.Hold("/proc/self/fd/" + bell, "/proc/self/fd/" + gate);
        return new Gate(linux, gates, name, seen, List.of(bell, gate));
    }

    /**
     * Among the devices of a container's new root, for a child that will lose sight of everything else.
     *
     * @param devices where the calling thread sees the directory that will be {@code /dev}
     */
    static Gate amongDevices(Linux linux, String devices) {
        make(linux, devices + "/" + IN_DEVICES);
        int directory = linux.open(devices, O_PATH);
        return new Gate(linux, directory, IN_DEVICES, seenIn("/dev", IN_DEVICES), List.of(directory));
    }

    private static SpawnRequest.Hold seenIn(String directory, String name) {
        String gate = directory + "/" + name;
        return new SpawnRequest.Hold(gate + BELL, gate);
    }

    private static void make(Linux linux, String path) {
        linux.makeFifo(path + BELL, 0644);
        linux.makeFifo(path, 0644);
    }

    /** How the child finds it. */
    SpawnRequest.Hold seen() {
        return seen;
    }

    /** Waits until somebody is at the bell, or has come past {@link #ring}. */
    void awaitBell() {
        linux.close(linux.openAt(directory, name + BELL, O_WRONLY));
    }

    /**
     * Rings in the child's stead, whatever root the calling thread sees by now. Until the descriptor is closed that
     * this returns, nobody waits for the bell.
     */
    int ring() {
        return linux.openAt(directory, name + BELL, O_RDONLY | O_NONBLOCK);
    }

    /**
     * Opens the gate. O_RDWR, because an O_WRONLY open would wait for a reader, and a tracer may have stopped the child
     * inside its own open. The child has passed for certain when it has made its exec; until then the descriptor that
     * this returns stays open.
     */
    int open() {
        return linux.openAt(directory, name, O_RDWR);
    }

    @Override
    public void close() {
        Path path = Path.of("/proc/self/fd/" + directory, name);
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.resolveSibling(name + BELL));
        } catch (IOException left) {
            // A stale FIFO in a directory of the machine harms nobody and goes with it.
        }
        try {
            descriptors.forEach(linux::close);
        } catch (SyscallException closed) {
            throw new IllegalStateException("the gate was closed twice", closed);
        }
    }
}
