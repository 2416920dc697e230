package dev.sangja.runtime.engine;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A FIFO at which a child waits before its first exec; fifo(7). The engine knows it by one path and the child by
 * another, and both must lead there until the child has passed: a tracer that interrupts the child makes it open the
 * path again. Whoever made it closes it.
 */
final class Gate implements AutoCloseable {
    private static final int O_PATH = 0x20_0000; // asm-generic/fcntl.h
    private static final String IN_DEVICES = ".gate";

    private final Linux linux;
    private final Path path;
    private final String seen;
    private final Optional<Integer> descriptor;

    private Gate(Linux linux, Path path, String seen, Optional<Integer> descriptor) {
        this.linux = requireNonNull(linux, "linux");
        this.path = path;
        this.seen = seen;
        this.descriptor = descriptor;
    }

    /** In the directory of the gates, which the child sees elsewhere. */
    static Gate in(Linux linux, String name, String directorySeen) {
        Path path = Path.of(EnginePaths.GATES, name);
        linux.makeFifo(path.toString(), 0644);
        return new Gate(linux, path, directorySeen + "/" + name, Optional.empty());
    }

    /** In that directory too, for a child that sees none of it, but has the descriptor and a /proc. */
    static Gate byDescriptor(Linux linux, String name) {
        Path path = Path.of(EnginePaths.GATES, name);
        linux.makeFifo(path.toString(), 0644);
        int fd = linux.open(path.toString(), O_PATH);
        return new Gate(linux, path, "/proc/self/fd/" + fd, Optional.of(fd));
    }

    /**
     * Among the devices of a container's new root, for a child that will lose sight of everything else.
     *
     * @param devices where the calling thread sees the directory that will be {@code /dev}
     */
    static Gate amongDevices(Linux linux, String devices) {
        linux.makeFifo(devices + "/" + IN_DEVICES, 0644);
        int fd = linux.open(devices, O_PATH);
        return new Gate(linux, Path.of("/proc/self/fd/" + fd, IN_DEVICES), "/dev/" + IN_DEVICES, Optional.of(fd));
    }

    /** Where the engine opens it. */
    String path() {
        return path.toString();
    }

    /** Where the child opens it. */
    String seen() {
        return seen;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException left) {
            // A stale FIFO in a directory of the machine harms nobody and goes with it.
        }
        descriptor.ifPresent(fd -> {
            try {
                linux.close(fd);
            } catch (SyscallException closed) {
                throw new IllegalStateException("the gate was closed twice", closed);
            }
        });
    }
}
