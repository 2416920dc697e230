package dev.sangja.runtime.engine;

import static dev.sangja.runtime.linux.MountFlag.MS_BIND;
import static dev.sangja.runtime.linux.MountFlag.MS_RDONLY;

import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.MountRequest;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.OwnThread;
import dev.sangja.runtime.process.SpareThreads;
import dev.sangja.runtime.seccomp.ContainerDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives a container, whose process 1 is still held, its {@code /proc}, and takes the engine's root out of its sight.
 *
 * <p>A thread waits for that process, joins its mounts, attaches the proc of its PID namespace, masks what the OCI
 * runtime specification wants masked, and detaches the engine's root. Where the kernel can make a proc only for the
 * caller's own PID namespace (before Linux 6.17), the thread joins that too, and a static helper from the engine's
 * root, which is still attached, mounts it: for threads that were there before do not change theirs. Either way the
 * kernel wants another whole proc to be in sight; proc(5).
 *
 * <p>Begun before there is a process, so that the thread is there when it comes. Whoever began it closes it.
 */
final class ContainerProc implements AutoCloseable {
    private static final int O_RDWR = 2; // asm-generic/fcntl.h
    private static final String OLD = "/dev/.old";

    private final Linux linux;
    private final boolean mask;
    private final AtomicBoolean foreignProcs;
    private final CompletableFuture<Integer> held = new CompletableFuture<>();
    private final CompletableFuture<Boolean> mounted;

    private ContainerProc(SpareThreads spares, Linux linux, boolean mask, AtomicBoolean foreignProcs) {
        this.linux = linux;
        this.mask = mask;
        this.foreignProcs = foreignProcs;
        this.mounted = spares.start("proc", this::mount);
    }

    /**
     * Starts the thread.
     *
     * @param mask whether paths are masked
     * @param foreignProcs whether the kernel makes procs of other PID namespaces; set to false once it has refused
     */
    static ContainerProc begin(SpareThreads spares, Linux linux, boolean mask, AtomicBoolean foreignProcs) {
        return new ContainerProc(spares, linux, mask, foreignProcs);
    }

    /** There is the process. */
    void of(int heldProcess) {
        held.complete(heldProcess);
    }

    /** Waits until everything is in its place. */
    void await() {
        OwnThread.await(mounted);
    }

    /** Lets the thread go, if there never was a process. */
    @Override
    public void close() {
        held.cancel(false);
    }

    private boolean mount() throws IOException {
        int process = held.join();
        Optional<Integer> proc = procOf(process);
        int pidfd = linux.openProcess(process);
        try {
            linux.unshare(Set.of(CloneFlag.CLONE_FS));
            if (proc.isPresent()) {
                linux.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNS));
                linux.attachMount(proc.get(), "/proc");
            } else {
                linux.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNS, CloneFlag.CLONE_NEWPID));
                mountByHelper();
            }
        } finally {
            linux.close(pidfd);
            proc.ifPresent(linux::close);
        }
        if (mask) {
            maskPaths(linux);
        }
        linux.detach(OLD);
        Files.delete(Path.of(OLD));
        return true;
    }

    private Optional<Integer> procOf(int process) {
        if (!foreignProcs.get()) {
            return Optional.empty();
        }
        try {
            return Optional.of(linux.makeProc("/proc/" + process + "/ns/pid"));
        } catch (SyscallException refused) {
            // EINVAL: the kernel does not know the option; ENOSYS: it has not even the call.
            if (refused.errno().equals(Errno.EINVAL) || refused.errno().equals(Errno.ENOSYS)) {
                foreignProcs.set(false);
                return Optional.empty();
            }
            throw refused;
        }
    }

    private void mountByHelper() {
        int nothing = linux.open("/dev/null", O_RDWR);
        try {
            int helper = linux.spawn(SpawnRequest.of(
                    OLD + EnginePaths.BUSYBOX,
                    List.of("busybox", "mount", "-t", "proc", "-o", "nosuid,nodev,noexec", "proc", "/proc"),
                    Map.of(),
                    List.of(nothing, nothing, nothing)));
            int helperFd = linux.openProcess(helper);
            ExitStatus status = linux.awaitExit(helperFd);
            linux.close(helperFd);
            if (status.shellCode() != 0) {
                throw new IllegalStateException("mounting proc ended with " + status.shellCode());
            }
        } finally {
            linux.close(nothing);
        }
    }

    private static void maskPaths(Linux linux) {
        for (String path : ContainerDefaults.maskedPaths()) {
            Path masked = Path.of(path);
            if (Files.isDirectory(masked, LinkOption.NOFOLLOW_LINKS)) {
                linux.mount(MountRequest.tmpfs(path, Set.of(MS_RDONLY), "size=0k"));
            } else if (Files.exists(masked, LinkOption.NOFOLLOW_LINKS)) {
                linux.mount(new MountRequest("/dev/null", path, "", Set.of(MS_BIND), ""));
            }
        }
        for (String path : ContainerDefaults.readOnlyPaths()) {
            if (Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS)) {
                linux.mount(MountRequest.bind(path, path));
                linux.mount(new MountRequest(
                        "",
                        path,
                        "",
                        Set.of(
                                dev.sangja.runtime.linux.MountFlag.MS_REMOUNT,
                                MS_BIND,
                                MS_RDONLY,
                                dev.sangja.runtime.linux.MountFlag.MS_NOSUID,
                                dev.sangja.runtime.linux.MountFlag.MS_NODEV,
                                dev.sangja.runtime.linux.MountFlag.MS_NOEXEC),
                        ""));
            }
        }
    }
}
