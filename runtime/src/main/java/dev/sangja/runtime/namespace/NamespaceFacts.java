package dev.sangja.runtime.namespace;

import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.OwnThread;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.NamespaceView;
import dev.sangja.runtime.receipt.ProcessView;
import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/**
 * Looks into the namespaces of other processes. What {@code /proc/PID} shows is read there; what a kernel file shows
 * only to those inside is read by a thread that joins first. Safe for use by several threads.
 */
public final class NamespaceFacts {
    private static final int MOST_LINES = 64;
    private static final int O_RDONLY = 0; // asm-generic/fcntl.h

    private final Linux linux;

    public NamespaceFacts(Linux linux) {
        this.linux = linux;
    }

    /** Every namespace that one of these processes lives in, by kind and then number. */
    public List<NamespaceView> of(List<ProcessView> processes) {
        Map<NamespaceView, Integer> members = new LinkedHashMap<>();
        for (ProcessView process : processes) {
            process.namespaces()
                    .forEach((type, inode) ->
                            members.putIfAbsent(new NamespaceView(type, inode, List.of()), process.pid()));
        }
        List<NamespaceView> views = new ArrayList<>();
        members.forEach(
                (bare, pid) -> views.add(new NamespaceView(bare.type(), bare.inode(), facts(bare.type(), pid))));
        views.sort(Comparator.comparing(NamespaceView::type).thenComparing(NamespaceView::inode));
        return views;
    }

    /** What is to be seen in one namespace of a process; empty if it cannot be looked into. */
    public List<String> facts(NamespaceType type, int pid) {
        try {
            return switch (type) {
                case MNT -> lines(pid, "mountinfo");
                case USER -> lines(pid, "uid_map");
                case TIME -> lines(pid, "timens_offsets");
                case PID -> List.of();
                case UTS -> inside(type, CloneFlag.CLONE_NEWUTS, pid, () -> read(Path.of("/proc/sys/kernel/hostname")));
                case IPC -> inside(type, CloneFlag.CLONE_NEWIPC, pid, () -> read(Path.of("/proc/sysvipc/msg")));
                case CGROUP ->
                    inside(type, CloneFlag.CLONE_NEWCGROUP, pid, () -> read(Path.of("/proc/" + pid + "/cgroup")));
                case NET -> inside(type, CloneFlag.CLONE_NEWNET, pid, NamespaceFacts::network);
            };
        } catch (IOException | SyscallException gone) {
            return List.of();
        }
    }

    private List<String> inside(NamespaceType type, CloneFlag flag, int pid, Callable<List<String>> look) {
        int fd = linux.open("/proc/" + pid + "/ns/" + type.fileName(), O_RDONLY);
        try {
            return OwnThread.call("look", () -> {
                linux.joinNamespace(fd, flag);
                return look.call();
            });
        } catch (CompletionException unreadable) {
            return List.of();
        } finally {
            linux.close(fd);
        }
    }

    private static List<String> lines(int pid, String file) throws IOException {
        return read(Path.of("/proc/" + pid + "/" + file));
    }

    private static List<String> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.limit(MOST_LINES)
                    .map(line -> line.strip().replaceAll("\\s+", " "))
                    .toList();
        }
    }

    /** One line an interface ({@code eth0 up 10.8.0.2/24}) and one a route, as this thread's namespace has them. */
    private static List<String> network() throws SocketException, IOException {
        List<String> facts = new ArrayList<>();
        var interfaces = NetworkInterface.getNetworkInterfaces();
        for (NetworkInterface device :
                interfaces == null ? List.<NetworkInterface>of() : Collections.list(interfaces)) {
            StringBuilder fact = new StringBuilder(device.getName()).append(device.isUp() ? " up" : " down");
            for (InterfaceAddress address : device.getInterfaceAddresses()) {
                String text = address.getAddress().getHostAddress();
                int zone = text.indexOf('%');
                fact.append(' ').append(zone < 0 ? text : text.substring(0, zone));
                fact.append('/').append(address.getNetworkPrefixLength());
            }
            facts.add(fact.toString());
        }
        Collections.sort(facts);
        for (String line : read(Path.of("/proc/thread-self/net/route"))) {
            String[] fields = line.split(" ", -1);
            if (fields.length > 7 && !fields[0].equals("Iface")) {
                facts.add("route " + dotted(fields[1]) + "/" + prefix(fields[7]) + " via " + dotted(fields[2]) + " dev "
                        + fields[0]);
            }
        }
        return facts.subList(0, Math.min(facts.size(), MOST_LINES));
    }

    /** An address of {@code /proc/net/route}: the 32 bits in the host's byte order, hexadecimal. */
    private static String dotted(String hexadecimal) {
        long bits = Long.parseLong(hexadecimal, 16);
        return (bits & 0xff) + "." + (bits >> 8 & 0xff) + "." + (bits >> 16 & 0xff) + "." + (bits >> 24 & 0xff);
    }

    private static int prefix(String hexadecimal) {
        return Long.bitCount(Long.parseLong(hexadecimal, 16));
    }

    /** The kinds that a container of the engine has of its own. */
    public static Set<NamespaceType> containerKinds() {
        return Set.of(
                NamespaceType.MNT,
                NamespaceType.UTS,
                NamespaceType.IPC,
                NamespaceType.PID,
                NamespaceType.NET,
                NamespaceType.CGROUP);
    }
}
