package dev.sangja.runtime.engine;

import static dev.sangja.runtime.linux.MountFlag.MS_NODEV;
import static dev.sangja.runtime.linux.MountFlag.MS_NOEXEC;
import static dev.sangja.runtime.linux.MountFlag.MS_NOSUID;

import dev.sangja.runtime.linux.Capability;
import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.MountRequest;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.OwnThread;
import dev.sangja.runtime.seccomp.FilterTarget;
import dev.sangja.runtime.seccomp.StandardProfiles;
import dev.sangja.runtime.trace.HighlightFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The learner's lab host: a mount namespace of its own inside the machine, sharing every other namespace with the
 * engine. Immutable once it stands.
 */
final class Workbench {
    /** Where the workbench sees the directory of the cells. */
    static final String CELLS_SEEN = "/run/sangja/cells";

    /** Where the workbench sees the directory of the gates. */
    static final String GATES_SEEN = "/run/sangja/gates";

    /** What a shell of the workbench starts with. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME", "/root",
            "USER", "root",
            "LOGNAME", "root",
            "SHELL", "/bin/bash",
            "LANG", "C.UTF-8",
            "TERM", "xterm-256color",
            "U", "learner");

    /**
     * What the learner lacks of root's powers over the machine: those that reach into the engine's memory or end the
     * machine, and those that a user namespace makes meaningless.
     */
    static final Set<Capability> WITHHELD = EnumSet.of(
            Capability.CAP_SYS_PTRACE,
            Capability.CAP_SYS_MODULE,
            Capability.CAP_SYS_RAWIO,
            Capability.CAP_SYS_BOOT,
            Capability.CAP_SYSLOG,
            Capability.CAP_MAC_ADMIN,
            Capability.CAP_MAC_OVERRIDE,
            Capability.CAP_AUDIT_CONTROL,
            Capability.CAP_AUDIT_READ,
            Capability.CAP_WAKE_ALARM,
            Capability.CAP_BLOCK_SUSPEND,
            Capability.CAP_PERFMON,
            Capability.CAP_BPF,
            Capability.CAP_CHECKPOINT_RESTORE);

    private static final int O_RDONLY = 0; // asm-generic/fcntl.h

    private final int mountNamespace;
    private final byte[] filter;

    private Workbench(int mountNamespace, byte[] filter) {
        this.filter = filter;
        this.mountNamespace = mountNamespace;
    }

    /** Builds the workbench out of its layers and the machine's files. */
    static Workbench build(Linux linux, EngineConfiguration configuration) {
        Path root = Path.of(EnginePaths.WORKBENCH_ROOT);
        Path upper = Path.of(EnginePaths.WORKBENCH, "upper");
        Path work = Path.of(EnginePaths.WORKBENCH, "work");
        create(root, upper, work, Path.of(EnginePaths.LAB), Path.of(EnginePaths.GATES));
        linux.mount(new MountRequest(
                "overlay",
                root.toString(),
                "overlay",
                Set.of(),
                "lowerdir=" + String.join(":", configuration.workbenchLayers()) + ",upperdir=" + upper + ",workdir="
                        + work + ",userxattr"));
        for (String directory : List.of("proc", "sys", "dev", "lab", "run", "run/sangja", "tmp", "root", "mnt")) {
            create(root.resolve(directory));
        }
        linux.mount(MountRequest.bind(EnginePaths.LAB, root + "/lab"));
        linux.mount(MountRequest.bind(EnginePaths.RUN, root + "/run/sangja"));
        int namespace = OwnThread.call("workbench", () -> {
            linux.unshare(Set.of(CloneFlag.CLONE_NEWNS));
            linux.mount(MountRequest.privately("/"));
            int fd = linux.open("/proc/thread-self/ns/mnt", O_RDONLY);
            mountSystem(linux, root.toString());
            linux.changeDirectory(root.toString());
            linux.pivotRoot(".", ".");
            linux.detach(".");
            linux.changeDirectory("/");
            return fd;
        });
        EnumSet<Capability> kept = EnumSet.allOf(Capability.class);
        kept.removeAll(WITHHELD);
        byte[] filter = new HighlightFilter()
                .over(StandardProfiles.workbench().compile(FilterTarget.here(kept)))
                .encode();
        return new Workbench(namespace, filter);
    }

    private static void mountSystem(Linux linux, String root) {
        linux.mount(new MountRequest("proc", root + "/proc", "proc", Set.of(MS_NOSUID, MS_NODEV, MS_NOEXEC), ""));
        linux.mount(new MountRequest("sysfs", root + "/sys", "sysfs", Set.of(MS_NOSUID, MS_NODEV, MS_NOEXEC), ""));
        if (Files.isDirectory(Path.of("/sys/fs/cgroup"))) {
            linux.mount(MountRequest.bind("/sys/fs/cgroup", root + "/sys/fs/cgroup"));
        }
        DeviceDirectory.mount(linux, root + "/dev");
    }

    /** Makes the calling thread see the workbench's files. */
    World entry() {
        return thread -> {
            // setns refuses a mount namespace to a thread that shares its root and working directory with others.
            thread.unshare(Set.of(CloneFlag.CLONE_FS));
            thread.joinNamespace(mountNamespace, CloneFlag.CLONE_NEWNS);
        };
    }

    /** Makes the calling thread what a learner is: root of the machine, less what would endanger the engine. */
    World learner() {
        return thread -> {
            EnumSet<Capability> kept = EnumSet.allOf(Capability.class);
            kept.removeAll(WITHHELD);
            for (Capability capability : WITHHELD) {
                drop(thread, capability);
            }
            thread.setCapabilities(kept, kept, Set.of());
        };
    }

    /** Puts the thread behind the workbench's seccomp filter, which also shows the tracer what teaches. */
    World filter() {
        return thread -> thread.installFilter(filter);
    }

    private static void drop(Linux thread, Capability capability) {
        try {
            thread.dropFromBoundingSet(capability);
        } catch (SyscallException failure) {
            // EINVAL: this kernel is older than the capability, so nobody has it.
            if (!failure.errno().equals(Errno.EINVAL)) {
                throw failure;
            }
        }
    }

    /** A path of the workbench as the engine sees it, without what the learner has mounted over it. */
    Path hostPath(String path) {
        return RootedPath.resolve(Path.of(EnginePaths.WORKBENCH_ROOT), path);
    }

    private static void create(Path... directories) {
        for (Path directory : directories) {
            try {
                Files.createDirectories(directory);
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot create " + directory, failure);
            }
        }
    }
}
