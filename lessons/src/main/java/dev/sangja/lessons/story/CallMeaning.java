package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which text says what a call means: the most exact first, the plain one of the call last. */
final class CallMeaning {
    private CallMeaning() {}

    static List<String> keys(JournalEntry entry) {
        Deed deed = new Deed(entry, Deed.Setting.UNKNOWN, Birth.NONE);
        String name = deed.name();
        List<String> keys = new ArrayList<>();
        String variant = variant(deed);
        if (!variant.isEmpty()) {
            keys.add(name + "." + variant);
        }
        String alike = alike(name);
        if (!alike.equals(name)) {
            if (!variant.isEmpty()) {
                keys.add(alike + "." + variant);
            }
            keys.add(name + ".plain");
            keys.add(alike + ".plain");
        } else {
            keys.add(name + ".plain");
        }
        return keys;
    }

    /** Calls that do the same in another spelling. */
    private static String alike(String name) {
        return switch (name) {
            case "execveat" -> "execve";
            case "fork", "vfork", "clone3" -> "clone";
            case "openat", "openat2", "creat" -> "open";
            case "unlinkat" -> "unlink";
            case "mkdirat" -> "mkdir";
            case "renameat", "renameat2" -> "rename";
            case "symlinkat" -> "symlink";
            case "linkat" -> "link";
            case "mknodat" -> "mknod";
            case "fchmod", "fchmodat", "fchmodat2" -> "chmod";
            case "lchown", "fchown", "fchownat" -> "chown";
            case "ftruncate" -> "truncate";
            case "lsetxattr", "fsetxattr" -> "setxattr";
            case "umount" -> "umount2";
            case "waitid" -> "wait4";
            case "tkill", "tgkill", "pidfd_send_signal" -> "kill";
            case "setreuid", "setresuid" -> "setuid";
            case "setregid", "setresgid" -> "setgid";
            case "prlimit", "setrlimit" -> "prlimit64";
            case "accept4" -> "accept";
            case "sendmsg", "sendmmsg" -> "sendto";
            case "exit" -> "exit_group";
            default -> name;
        };
    }

    private static String variant(Deed deed) {
        return switch (deed.name()) {
            case "mount", "fsopen" -> mount(deed);
            case "umount2" -> deed.arguments().flags("flags").contains("MNT_DETACH") ? "lazy" : "";
            case "unshare" -> namespaces(deed.arguments().flags("flags"));
            case "setns" -> namespaces(deed.arguments().flags("nstype"));
            case "clone", "clone3" -> namespaces(deed.arguments().allFlags());
            case "prctl" -> Privilege.operation(deed);
            case "seccomp" -> deed.arguments().text("operation", "op");
            case "open", "openat", "openat2", "creat", "write", "mkdir", "mkdirat", "rmdir" -> file(deed);
            case "unlinkat" -> deed.arguments().flags("flags").contains("AT_REMOVEDIR") ? "directory" : "";
            case "mknod", "mknodat" -> node(deed);
            case "socket" -> socket(deed);
            case "bind", "connect" -> deed.arguments().shown("addr").contains("AF_UNIX") ? "unix" : "";
            case "sendto", "sendmsg" ->
                Netlink.of(deed).map(CallMeaning::netlink).orElse("");
            case "kill", "tkill", "tgkill", "pidfd_send_signal" ->
                signal(deed.arguments().shown("sig"));
            case "capset" -> deed.entry().call().render().contains("effective=0") ? "none" : "";
            default -> "";
        };
    }

    private static String mount(Deed deed) {
        List<String> flags = MountDeeds.flags(deed);
        String propagation = MountDeeds.propagation(deed);
        if (!propagation.isEmpty()) {
            return propagation.substring("MS_".length()).toLowerCase(Locale.ROOT);
        }
        if (flags.contains("MS_REMOUNT")) {
            return flags.contains("MS_RDONLY") ? "readOnly" : "remount";
        }
        if (flags.contains("MS_BIND")) {
            return flags.contains("MS_REC") ? "bindAll" : "bind";
        }
        return flags.contains("MS_MOVE") ? "move" : MountDeeds.type(deed);
    }

    /** One kind by its name; several together as such, and with a word about children if one is for them. */
    private static String namespaces(List<String> flags) {
        var types = NamespaceFlags.types(flags);
        if (types.isEmpty()) {
            return "";
        }
        return types.size() == 1 ? types.get(0).fileName() : "several";
    }

    private static String file(Deed deed) {
        String path = FileDeeds.file(deed);
        String shown = deed.arguments().shown("fd");
        if (path.isEmpty() && shown.endsWith(">")) {
            path = shown.substring(shown.indexOf('<') + 1, shown.length() - 1);
        }
        if (FileDeeds.isCgroup(path)) {
            return path.endsWith("/cgroup.procs") ? "cgroupMembers" : "cgroup";
        }
        if (path.startsWith("/proc/")) {
            String name = Shown.lastComponent(path);
            return switch (name) {
                case "uid_map", "gid_map", "setgroups", "timens_offsets" -> name;
                default -> path.startsWith("/proc/sys/") ? "setting" : "";
            };
        }
        if (!deed.name().startsWith("open")) {
            return "";
        }
        List<String> flags = deed.arguments().flags("flags", "how");
        if (flags.contains("O_CREAT")) {
            return flags.contains("O_TRUNC") ? "replace" : "create";
        }
        return flags.contains("O_WRONLY") || flags.contains("O_RDWR") ? "change" : "read";
    }

    private static String node(Deed deed) {
        String shown = deed.entry().call().render();
        if (shown.contains("S_IFIFO")) {
            return "fifo";
        }
        return shown.contains("makedev(0, 0)") ? "whiteout" : "";
    }

    private static String socket(Deed deed) {
        String shown = deed.entry().call().render();
        if (shown.contains("SOCK_RAW") && !shown.contains("AF_NETLINK")) {
            return "raw";
        }
        return switch (deed.arguments().text("domain")) {
            case "AF_NETLINK" -> "netlink";
            case "AF_UNIX" -> "unix";
            case "AF_INET", "AF_INET6" -> "internet";
            default -> "";
        };
    }

    private static String netlink(Netlink message) {
        if (!message.type().equals("RTM_NEWLINK")) {
            return message.type();
        }
        String kind = message.field("IFLA_INFO_KIND");
        if (!kind.isEmpty()) {
            return "RTM_NEWLINK-" + kind;
        }
        if (!message.field("IFLA_NET_NS_PID").isEmpty()) {
            return "RTM_NEWLINK-netns";
        }
        if (!message.field("IFLA_MASTER").isEmpty()) {
            return "RTM_NEWLINK-master";
        }
        return message.brings("up") ? "RTM_NEWLINK-up" : "RTM_NEWLINK";
    }

    private static String signal(String shown) {
        return shown.equals("0") ? "ask" : shown;
    }
}
