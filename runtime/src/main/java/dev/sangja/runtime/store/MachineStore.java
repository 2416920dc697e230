package dev.sangja.runtime.store;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.OwnThread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows a store to the machines of a server that is root, whose ids are each a range of their own. On disk the layers
 * belong to the computer's root, who is nobody in there: a machine could read them, but overlayfs could copy nothing
 * up. So an idmapped mount of the store is attached in the machine, which costs under a millisecond and no disk; where
 * the kernel (before 5.19) or the file system does not know such mounts, a copy for that range is made once. See
 * docs/adr/0005-layer-ownership.md. Safe for use by several threads.
 */
public final class MachineStore {
    private static final int O_RDONLY = 0; // asm-generic/fcntl.h

    /** What a kernel or file system without idmapped mounts says; mount_setattr(2). */
    private static final Set<Errno> UNSUPPORTED = Set.of(Errno.EINVAL, Errno.ENOSYS, Errno.EPERM);

    private final Path store;
    private final Linux linux;
    private volatile boolean copying;

    public MachineStore(Path store, Linux linux) {
        this.store = requireNonNull(store, "store");
        this.linux = requireNonNull(linux, "linux");
        this.copying = !overlayTakesMappedLayers(System.getProperty("os.version", ""));
    }

    /** Overlayfs refuses idmapped mounts as layers before Linux 5.19. */
    static boolean overlayTakesMappedLayers(String release) {
        Matcher version = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*").matcher(release);
        if (!version.matches()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 5 || (major == 5 && Integer.parseInt(version.group(2)) >= 19);
    }

    /** For a kernel or file system that knows no idmapped mounts; copies are made. */
    MachineStore copying() {
        copying = true;
        return this;
    }

    /**
     * Attaches the store in a machine that has been given its ids and does not use the store yet.
     *
     * @param pid a process in the machine's user and mount namespaces
     * @param firstUser the computer's id behind the machine's user 0; 65,536 follow
     * @param firstGroup likewise for groups
     * @param target an empty directory of that mount namespace
     */
    public void attach(long pid, int firstUser, int firstGroup, String target) throws IOException {
        int mount = copying ? copied(firstUser, firstGroup) : mapped(pid, firstUser, firstGroup);
        try {
            int namespace = linux.open("/proc/" + pid + "/ns/mnt", O_RDONLY);
            try {
                OwnThread.call("store", () -> {
                    // setns refuses a mount namespace to a thread that shares its root directory with others.
                    linux.unshare(Set.of(CloneFlag.CLONE_FS));
                    linux.joinNamespace(namespace, CloneFlag.CLONE_NEWNS);
                    linux.attachMount(mount, target);
                    return true;
                });
            } finally {
                linux.close(namespace);
            }
        } finally {
            linux.close(mount);
        }
    }

    private int mapped(long pid, int firstUser, int firstGroup) throws IOException {
        int owners = linux.open("/proc/" + pid + "/ns/user", O_RDONLY);
        try {
            int mount = linux.copyMount(store.toString());
            try {
                linux.mapOwners(mount, owners);
                return mount;
            } catch (SyscallException refused) {
                linux.close(mount);
                if (!UNSUPPORTED.contains(refused.errno())) {
                    throw refused;
                }
                copying = true;
                return copied(firstUser, firstGroup);
            }
        } finally {
            linux.close(owners);
        }
    }

    private synchronized int copied(int firstUser, int firstGroup) throws IOException {
        return linux.copyMount(new StoreCopy(ImageStore.open(store), linux, firstUser, firstGroup)
                .refresh()
                .toString());
    }
}
