package dev.sangja.runtime.engine;

import static dev.sangja.runtime.linux.MountFlag.MS_BIND;
import static dev.sangja.runtime.linux.MountFlag.MS_RDONLY;

import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.MountRequest;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.process.OwnThread;
import dev.sangja.runtime.seccomp.ContainerDefaults;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives a container, whose process 1 is still held, its {@code /proc}, and takes the engine's root out of its sight.
 *
 * <p>proc(5) can be mounted only by a process that is already in the PID namespace, and only while another whole one is
 * to be seen. So a thread joins the held process's namespaces and starts a static helper from the engine's root, which
 * is still attached; then it masks what the OCI runtime specification wants masked, and detaches that root.
 */
final class ContainerProc {
    private static final int O_RDWR = 2; // asm-generic/fcntl.h
    private static final String OLD = "/dev/.old";

    private ContainerProc() {}

    static void mount(Linux linux, int heldProcess, boolean mask) {
        int pidfd = linux.openProcess(heldProcess);
        int nothing = linux.open("/dev/null", O_RDWR);
        try {
            OwnThread.call("proc", () -> {
                linux.unshare(Set.of(CloneFlag.CLONE_FS));
                linux.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNS, CloneFlag.CLONE_NEWPID));
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
                if (mask) {
                    maskPaths(linux);
                }
                linux.detach(OLD);
                Files.delete(Path.of(OLD));
                return true;
            });
        } finally {
            linux.close(nothing);
            linux.close(pidfd);
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
