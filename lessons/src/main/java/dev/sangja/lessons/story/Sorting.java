package dev.sangja.lessons.story;

import static dev.sangja.lessons.story.Share.counted;
import static dev.sangja.lessons.story.Share.told;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Decides which part each deed has in the story. Looks ahead only within one process. */
final class Sorting {
    private static final Set<String> REFUSALS = Set.of("EPERM", "EACCES", "EROFS", "ENOMEM", "EXDEV", "EADDRINUSE");

    private final List<Deed> deeds;

    /** The places of those execve(2) after which the same process tried another. */
    private final Set<Integer> triedAgain = new HashSet<>();

    /** By the place of a socket(2), what the same process did with that socket. */
    private final Map<Integer, Deed> nextOnSocket = new HashMap<>();

    private Sorting(List<Deed> deeds) {
        this.deeds = deeds;
        Set<Integer> execs = new HashSet<>();
        Map<String, Deed> sockets = new HashMap<>();
        for (int index = deeds.size() - 1; index >= 0; index--) {
            Deed deed = deeds.get(index);
            if (deed.isExec()) {
                if (!execs.add(deed.pid())) {
                    triedAgain.add(index);
                }
            } else if (deed.name().equals("socket")) {
                Deed next = sockets.remove(deed.pid() + ":" + deed.result());
                if (next != null) {
                    nextOnSocket.put(index, next);
                }
            } else if (deed.name().equals("bind") || deed.name().equals("connect")) {
                sockets.put(deed.pid() + ":" + descriptor(deed), deed);
            }
        }
    }

    /** The share of each deed, in the same order. */
    static List<Share> of(List<Deed> deeds) {
        Sorting sorting = new Sorting(deeds);
        return IntStream.range(0, deeds.size()).mapToObj(sorting::share).toList();
    }

    private Share share(int place) {
        Deed deed = deeds.get(place);
        if (deed.setting().dockerClient()) {
            return counted(FoldReason.DOCKER_CLIENT);
        }
        if (deed.isFork()) {
            return fork(deed);
        }
        if (deed.isExec()) {
            return exec(deed, place);
        }
        if (deed.isExit()) {
            return new Share.Life();
        }
        Share share = byName(deed, place);
        if (deed.byEngine() && share instanceof Share.Counted) {
            return counted(FoldReason.ENGINE_HOUSEKEEPING);
        }
        return share;
    }

    private static Share fork(Deed deed) {
        if (deed.failedWith("ENOSYS")) {
            return counted(FoldReason.PROBING);
        }
        boolean special = deed.birth().first()
                || deed.birth().newClock()
                || deed.arguments().allFlags().stream().anyMatch(flag -> flag.startsWith("CLONE_NEW"));
        return deed.failed() || special ? told(PhaseKind.BIRTH) : new Share.Life();
    }

    private Share exec(Deed deed, int place) {
        if (!deed.failed()) {
            return new Share.Life();
        }
        return triedAgain.contains(place) ? counted(FoldReason.PATH_SEARCH) : told(PhaseKind.BECOMING);
    }

    private Share byName(Deed deed, int place) {
        return switch (deed.name()) {
            case "unshare" -> told(PhaseKind.BREAKING_AWAY);
            case "setns" -> told(PhaseKind.ENTERING);
            case "pivot_root", "chroot" -> told(PhaseKind.NEW_ROOT);
            case "sethostname", "setdomainname" -> told(PhaseKind.NAMING);
            case "posix_spawn" -> told(PhaseKind.BECOMING);
            case "wait4", "waitid" -> wait(deed);
            case "kill", "tkill", "tgkill", "pidfd_send_signal" -> signal(deed);
            case "socket", "bind", "listen", "connect", "sendto", "sendmsg" -> network(deed, place);
            case "msgget", "semget", "shmget", "mq_open" -> told(PhaseKind.MAILBOX);
            case "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setgroups" ->
                told(PhaseKind.IDENTITY);
            case "capset" -> told(PhaseKind.GIVING_UP);
            case "seccomp" ->
                deed.arguments().text("operation", "op").startsWith("SECCOMP_SET_MODE")
                        ? told(PhaseKind.GIVING_UP)
                        : counted(FoldReason.PROBING);
            case "prctl" -> Privilege.ofPrctl(deed);
            case "prlimit64", "prlimit", "setrlimit" ->
                deed.arguments().shown("new_limit", "new_rlim", "rlim").startsWith("{")
                        ? told(PhaseKind.LIMITING)
                        : counted(FoldReason.PROBING);
            default -> MountDeeds.concerns(deed) ? MountDeeds.share(deed) : fileOrOther(deed);
        };
    }

    private static Share fileOrOther(Deed deed) {
        if (FileDeeds.concerns(deed)) {
            return FileDeeds.share(deed);
        }
        if (deed.errno().filter(REFUSALS::contains).isPresent()) {
            return told(PhaseKind.REFUSED);
        }
        return counted(Everyday.reason(deed.name()));
    }

    private static Share wait(Deed deed) {
        boolean byEngine = deed.byEngine();
        return !byEngine && deed.entry().call().render().contains("WIFSIGNALED")
                ? told(PhaseKind.ENDING)
                : counted(FoldReason.WAITING);
    }

    private static Share signal(Deed deed) {
        boolean asksOnly = deed.arguments().shown("sig").equals("0");
        if (asksOnly) {
            return counted(FoldReason.PROBING);
        }
        return told(deed.byEngine() ? PhaseKind.STOPPING : PhaseKind.SIGNALLING);
    }

    private Share network(Deed deed, int place) {
        String shown = deed.entry().call().render();
        if (shown.contains("RTM_NEW") || shown.contains("RTM_DEL") || shown.contains("RTM_SET")) {
            return Netlink.changesNothing(deed) ? counted(FoldReason.PROBING) : told(PhaseKind.WIRING);
        }
        if (shown.contains("AF_NETLINK") || shown.contains("RTM_GET")) {
            return counted(FoldReason.PROBING);
        }
        return switch (deed.name()) {
            case "socket" -> {
                Deed next = nextOnSocket.get(place);
                yield next != null
                        ? network(next, place)
                        : deed.failed() ? refused(deed) : counted(FoldReason.EVERYDAY);
            }
            case "bind", "listen" -> told(PhaseKind.LISTENING);
            // Name services are asked over a local socket that need not be there: nscd(8).
            case "connect" ->
                deed.failedWith("ENOENT") && shown.contains("AF_UNIX")
                        ? counted(FoldReason.PROBING)
                        : told(PhaseKind.CONNECTING);
            default -> deed.failed() ? refused(deed) : counted(FoldReason.WRITING);
        };
    }

    private static Share refused(Deed deed) {
        return deed.errno().filter(REFUSALS::contains).isPresent()
                ? told(PhaseKind.REFUSED)
                : counted(FoldReason.EVERYDAY);
    }

    private static String descriptor(Deed deed) {
        String shown = deed.arguments().shown("sockfd", "fd");
        int bracket = shown.indexOf('<');
        return bracket < 0 ? shown : shown.substring(0, bracket);
    }
}
