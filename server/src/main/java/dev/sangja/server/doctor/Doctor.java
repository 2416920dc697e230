package dev.sangja.server.doctor;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.server.doctor.Finding.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tries what machines build on, as the user who asks: it needs no root and leaves nothing behind. Takes about a second;
 * safe for use by several threads.
 */
public final class Doctor {
    private static final List<String> AS_ROOT = List.of("unshare", "--user", "--map-root-user");
    private static final List<String> TOOLS = List.of(
            "bash", "busybox", "findmnt", "ip", "ipcmk", "ipcs", "lsns", "mount", "nsenter", "pgrep", "ps", "setpriv",
            "strace", "tc", "unshare");

    private final Path data;

    /** @param data the directory that machines' files are kept in, which need not exist yet */
    public Doctor(Path data) {
        this.data = data;
    }

    /** Every feature, in the order in which a machine needs them. */
    public List<Finding> examine() {
        return List.of(
                java(),
                userNamespaces(),
                tryAsRoot(
                        Feature.NAMESPACES,
                        Status.MISSING,
                        "--mount",
                        "--pid",
                        "--fork",
                        "--net",
                        "--ipc",
                        "--uts",
                        "--cgroup",
                        "true"),
                tryAsRoot(Feature.TIME_NAMESPACES, Status.DEGRADED, "--time", "--fork", "true"),
                overlay(),
                SubordinateIds.find(),
                ControlGroups.find(),
                seccomp(),
                tryAsRoot(Feature.PTRACE, Status.DEGRADED, "strace", "-o", "/dev/null", "true"),
                pidfdGetfd(),
                tmpfsAttributes(),
                tryAsRoot(
                        Feature.VETH,
                        Status.DEGRADED,
                        "--net",
                        "ip",
                        "link",
                        "add",
                        "v0",
                        "type",
                        "veth",
                        "peer",
                        "name",
                        "v1"),
                tools());
    }

    private static Finding java() {
        Runtime.Version version = Runtime.version();
        return new Finding(Feature.JAVA, version.feature() >= 17 ? Status.OK : Status.MISSING, "Java " + version);
    }

    private static Finding userNamespaces() {
        Finding finding = tryAsRoot(Feature.USER_NAMESPACES, Status.MISSING, "true");
        if (finding.status() == Status.OK) {
            return finding;
        }
        List<String> facts = new ArrayList<>();
        facts.add(finding.detail());
        // The three switches that distributions turn it off with; see user_namespaces(7).
        for (String file : List.of(
                "/proc/sys/kernel/unprivileged_userns_clone",
                "/proc/sys/user/max_user_namespaces",
                "/proc/sys/kernel/apparmor_restrict_unprivileged_userns")) {
            text(Path.of(file)).ifPresent(value -> facts.add(file + " = " + value));
        }
        return new Finding(Feature.USER_NAMESPACES, Status.MISSING, String.join("; ", facts));
    }

    private static Finding tryAsRoot(Feature feature, Status otherwise, String... words) {
        return Finding.of(
                feature,
                Attempt.of(Stream.concat(AS_ROOT.stream(), Arrays.stream(words)).toList()),
                otherwise);
    }

    private Finding overlay() {
        Path ground = data;
        while (!Files.isWritable(ground) && ground.getParent() != null) {
            ground = ground.getParent();
        }
        if (!Files.isWritable(ground)) {
            ground = Path.of(System.getProperty("java.io.tmpdir"));
        }
        try {
            Path directory = Files.createTempDirectory(ground, ".sangja-doctor");
            try {
                String script = "cd \"$1\" && mkdir low up work all"
                        + " && mount -t overlay -o lowerdir=low,upperdir=up,workdir=work,userxattr o all"
                        + " && touch all/x && rm all/x && umount all";
                Attempt attempt = Attempt.of(Stream.concat(
                                AS_ROOT.stream(),
                                Stream.of("--mount", "sh", "-c", script, "overlay", directory.toString()))
                        .toList());
                return new Finding(
                        Feature.OVERLAY,
                        attempt.succeeded() ? Status.OK : Status.MISSING,
                        attempt.succeeded() ? "mount -t overlay -o userxattr on " + ground : attempt.fact());
            } finally {
                // overlayfs leaves a directory without permissions, which only a root can remove.
                Attempt.of(Stream.concat(AS_ROOT.stream(), Stream.of("rm", "-rf", directory.toString()))
                        .toList());
            }
        } catch (IOException failure) {
            return new Finding(Feature.OVERLAY, Status.MISSING, failure.toString());
        }
    }

    private static Finding seccomp() {
        String actions = text(Path.of("/proc/sys/kernel/seccomp/actions_avail")).orElse("");
        boolean there = List.of(actions.split(" ")).containsAll(List.of("errno", "trace"));
        return new Finding(
                Feature.SECCOMP,
                there ? Status.OK : Status.MISSING,
                "/proc/sys/kernel/seccomp/actions_avail = " + (actions.isEmpty() ? "(not there)" : actions));
    }

    private static Finding pidfdGetfd() {
        Linux linux = Linux.system(Recorder.none());
        try {
            int self = linux.openProcess((int) ProcessHandle.current().pid());
            try {
                linux.close(linux.copyDescriptor(self, 0));
            } finally {
                linux.close(self);
            }
            return new Finding(Feature.PIDFD_GETFD, Status.OK, "pidfd_getfd(2) copied a descriptor");
        } catch (SyscallException refused) {
            return new Finding(Feature.PIDFD_GETFD, Status.MISSING, String.valueOf(refused.getMessage()));
        }
    }

    private static Finding tmpfsAttributes() {
        try {
            Path file = Files.createTempFile(Path.of("/dev/shm"), "sangja-doctor", "");
            try {
                Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                        .write("sangja", ByteBuffer.wrap("x".getBytes(StandardCharsets.US_ASCII)));
                return new Finding(Feature.TMPFS_XATTR, Status.OK, "a user.* attribute was set on /dev/shm");
            } finally {
                Files.delete(file);
            }
        } catch (IOException refused) {
            return new Finding(Feature.TMPFS_XATTR, Status.DEGRADED, String.valueOf(refused.getMessage()));
        }
    }

    private static Finding tools() {
        List<String> missing = TOOLS.stream().filter(tool -> !isOnPath(tool)).toList();
        return new Finding(
                Feature.TOOLS,
                missing.isEmpty() ? Status.OK : Status.DEGRADED,
                missing.isEmpty() ? String.join(" ", TOOLS) : "missing: " + String.join(" ", missing));
    }

    static boolean isOnPath(String tool) {
        return Arrays.stream(
                        System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
