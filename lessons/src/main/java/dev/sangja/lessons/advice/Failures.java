package dev.sangja.lessons.advice;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.receipt.LimitEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which table a failed call is looked up in, and under which condition. */
final class Failures {
    private Failures() {}

    /** The family of calls that fail for the same reasons. */
    static String family(SyscallCall call) {
        return switch (call.name()) {
            case "clone", "clone3", "fork", "vfork", "posix_spawn" -> "fork";
            case "execve", "execveat" -> "execve";
            case "fsopen", "fsconfig", "fsmount", "move_mount", "open_tree", "mount_setattr" -> "mount";
            case "umount", "umount2" -> "umount";
            case "sethostname", "setdomainname" -> "sethostname";
            case "tkill", "tgkill", "pidfd_send_signal" -> "kill";
            case "open", "openat", "openat2", "creat" -> "open";
            case "mkdir", "mkdirat" -> "mkdir";
            case "unlink", "unlinkat", "rmdir" -> "unlink";
            case "rename", "renameat", "renameat2", "link", "linkat" -> "rename";
            case "chown", "lchown", "fchown", "fchownat" -> "chown";
            case "chmod", "fchmod", "fchmodat", "fchmodat2" -> "chmod";
            case "mknod", "mknodat" -> "mknod";
            case "setxattr", "lsetxattr", "fsetxattr" -> "setxattr";
            case "setuid", "setreuid", "setresuid", "setgid", "setregid", "setresgid" -> "setuid";
            case "prlimit64", "prlimit", "setrlimit" -> "limit";
            case "sendto", "sendmsg" -> "netlink";
            case "msgget", "semget", "shmget", "mq_open" -> "ipc";
            default -> call.name();
        };
    }

    /** The suffix of the more exact text, or the empty string. */
    static String condition(String family, JournalEntry entry, String errno, List<LimitEvent> limits) {
        SyscallCall call = entry.call();
        return switch (family) {
            case "fork" ->
                errno.equals("EAGAIN")
                                && limits.stream()
                                        .anyMatch(event -> event.resource().equals("processes"))
                        ? "-processes"
                        : "";
            case "setns" ->
                call.render().contains("CLONE_NEWTIME") || call.render().contains("<time:") ? "-time" : "";
            case "mount" -> mount(call);
            case "open" -> open(call);
            case "write" -> write(call);
            case "mknod" -> "";
            default -> "";
        };
    }

    private static String mount(SyscallCall call) {
        String type = text(call, "filesystemtype", "fsname");
        if (call.argument("mountflags").map(ArgumentValue::render).orElse("").contains("MS_REMOUNT")) {
            return "-remount";
        }
        return type.equals("overlay") || type.equals("proc") ? "-" + type : "";
    }

    private static String open(SyscallCall call) {
        String path = text(call, "pathname");
        boolean creates =
                call.argument("flags").map(ArgumentValue::render).orElse("").contains("O_CREAT");
        if (path.startsWith("/proc/")) {
            return "-proc";
        }
        return creates && path.startsWith("/dev/") ? "-device" : "";
    }

    private static String write(SyscallCall call) {
        String file = call.argument("fd").map(ArgumentValue::render).orElse("");
        if (file.contains("_map>")) {
            return "-map";
        }
        return file.contains("/cgroup/") ? "-cgroup" : "";
    }

    private static String text(SyscallCall call, String... names) {
        return Stream.of(names)
                .map(call::argument)
                .flatMap(Optional::stream)
                .map(value -> value instanceof ArgumentValue.Text text ? text.value() : "")
                .findFirst()
                .orElse("");
    }
}
