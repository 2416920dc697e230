package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.MountRequest;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.process.OwnThread;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Mounts that their viewers cannot make writable, though they are root of the machine. The kernel locks a mount's
 * read-only flag when a mount namespace is copied for another user namespace (mount_namespaces(7), "Restrictions on
 * mount namespaces"). So a short-lived process gets a user namespace of its own, and what it sees is taken back from it
 * as a tree of mounts with their locks.
 */
final class LockedTree {
    private static final int O_RDONLY = 0; // asm-generic/fcntl.h

    private LockedTree() {}

    /**
     * A tree of mounts, attached nowhere yet. The caller closes it.
     *
     * @param root a directory, which is the tree's root
     * @param below what is mounted in it, by the path there
     */
    static int of(Linux linux, String root, Map<String, String> below) {
        return OwnThread.call("view", () -> {
            linux.unshare(Set.of(CloneFlag.CLONE_NEWNS));
            linux.mount(MountRequest.privately("/"));
            linux.mount(MountRequest.bind(root, root));
            for (Map.Entry<String, String> mount : below.entrySet()) {
                linux.mount(MountRequest.bind(mount.getValue(), root + mount.getKey()));
                linux.mount(MountRequest.readOnlyBind(root + mount.getKey()));
            }
            linux.mount(MountRequest.readOnlyBind(root));
            return lockedCopy(linux, root);
        });
    }

    /** The calling thread's own mounts as a child in a new user namespace gets them. */
    private static int lockedCopy(Linux linux, String root) {
        Linux.Pipe said = linux.pipe();
        int nothing = linux.open("/dev/null", O_RDONLY);
        // It says that it is there, and then sleeps until it is killed.
        int child = linux.spawn(SpawnRequest.of(
                EnginePaths.BUSYBOX,
                List.of("busybox", "unshare", "-U", "-m", EnginePaths.BUSYBOX, "sh", "-c", "echo; exec sleep 60"),
                Map.of("PATH", "/bin"),
                List.of(nothing, said.writeEnd(), nothing)));
        int pidfd = linux.openProcess(child);
        linux.close(nothing);
        linux.close(said.writeEnd());
        try {
            if (linux.read(said.readEnd(), new byte[1]) != 1) {
                throw new IllegalStateException("no user namespace can be made in this machine");
            }
            return OwnThread.call("view of another", () -> {
                linux.unshare(Set.of(CloneFlag.CLONE_FS));
                linux.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNS));
                return linux.copyMounts(root);
            });
        } finally {
            linux.close(said.readEnd());
            linux.signal(pidfd, Signals.SIGKILL);
            linux.awaitExit(pidfd);
            linux.close(pidfd);
        }
    }
}
