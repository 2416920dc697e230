package dev.sangja.lessons.story;

import java.util.List;
import java.util.Set;

/** Calls that make, change or remove files, and writes into the kernel's control files. */
final class FileDeeds {
    private static final Set<String> CALLS = Set.of(
            "open",
            "openat",
            "openat2",
            "creat",
            "write",
            "unlink",
            "unlinkat",
            "rename",
            "renameat",
            "renameat2",
            "mkdir",
            "mkdirat",
            "rmdir",
            "symlink",
            "symlinkat",
            "link",
            "linkat",
            "mknod",
            "mknodat",
            "mkfifo",
            "chmod",
            "fchmod",
            "fchmodat",
            "chown",
            "lchown",
            "fchown",
            "fchownat",
            "truncate",
            "ftruncate",
            "setxattr",
            "lsetxattr",
            "removexattr");
    private static final List<String> WRITING = List.of("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND");

    /** Where the shell that runs cells, and the commands that ask the engine, have their pipes. */
    private static final String OWN_FILES = "/run/sangja/";

    private FileDeeds() {}

    static boolean concerns(Deed deed) {
        return CALLS.contains(deed.name());
    }

    static Share share(Deed deed) {
        String path = file(deed);
        if (path.startsWith(OWN_FILES)) {
            return Share.counted(FoldReason.SHELL_PLUMBING);
        }
        if (isCgroup(path)) {
            return opensForReading(deed) ? Share.counted(FoldReason.READING) : Share.told(PhaseKind.LIMITING);
        }
        if (path.startsWith("/proc/") && !opensForReading(deed)) {
            return controlFile(Shown.lastComponent(path), path);
        }
        if (deed.byEngine()) {
            return Share.counted(FoldReason.ENGINE_HOUSEKEEPING);
        }
        return switch (deed.name()) {
            case "open", "openat", "openat2", "creat" -> open(deed, path);
            case "write" -> Share.counted(FoldReason.WRITING);
            // mkdir -p asks for every directory on the way.
            case "mkdir", "mkdirat" ->
                deed.failedWith("EEXIST") ? Share.counted(FoldReason.PROBING) : Share.told(PhaseKind.FILES);
            default -> Share.told(PhaseKind.FILES);
        };
    }

    /** The path that the call names, or that its descriptor stands for. */
    static String file(Deed deed) {
        String path = deed.path();
        return path.isEmpty() ? deed.setting().file() : path;
    }

    static boolean isCgroup(String path) {
        return path.startsWith("/sys/fs/cgroup/");
    }

    private static Share controlFile(String name, String path) {
        return switch (name) {
            case "uid_map", "gid_map", "setgroups" -> Share.told(PhaseKind.MAPPING);
            case "timens_offsets" -> Share.told(PhaseKind.CLOCKS);
            default ->
                path.startsWith("/proc/sys/") ? Share.told(PhaseKind.FILES) : Share.counted(FoldReason.SHELL_PLUMBING);
        };
    }

    private static Share open(Deed deed, String path) {
        if (path.equals("/dev/null") || path.equals("/dev/tty") || path.startsWith("/dev/pts/")) {
            return Share.counted(FoldReason.SHELL_PLUMBING);
        }
        if (opensForReading(deed)) {
            boolean refused = deed.failedWith("EACCES") || deed.failedWith("EPERM");
            return refused ? Share.told(PhaseKind.REFUSED) : Share.counted(FoldReason.READING);
        }
        return Share.told(PhaseKind.FILES);
    }

    private static boolean opensForReading(Deed deed) {
        boolean opens = deed.name().equals("open") || deed.name().startsWith("openat");
        return opens && deed.arguments().flags("flags", "how").stream().noneMatch(WRITING::contains);
    }
}
