package dev.sangja.runtime.process;

import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.ProcessView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The processes of a PID namespace, read from its {@code /proc}; see proc(5). A process that ends while it is read is
 * left out. Immutable and safe for use by several threads.
 */
public final class ProcessTable {
    private static final int MOST_ARGUMENT_BYTES = 4096;

    private final Path proc;

    /** A table over that directory, normally {@code /proc}. */
    public ProcessTable(Path proc) {
        this.proc = proc;
    }

    /** The ids of all processes, rising. */
    public List<Integer> ids() {
        List<Integer> ids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            entries.forEach(
                    entry -> ids.add(Integer.parseInt(entry.getFileName().toString())));
        } catch (IOException unreadable) {
            return List.of();
        }
        ids.sort(Comparator.naturalOrder());
        return ids;
    }

    /** Every process, by rising id; {@code containerOf} names the container of a process. */
    public List<ProcessView> read(IntFunction<String> containerOf) {
        List<ProcessView> processes = new ArrayList<>();
        for (int pid : ids()) {
            read(pid, containerOf.apply(pid)).ifPresent(processes::add);
        }
        return processes;
    }

    /** One process; empty if there is none of that id. */
    public Optional<ProcessView> read(int pid, String container) {
        Path directory = proc.resolve(Integer.toString(pid));
        try {
            Stat stat = Stat.parse(text(directory.resolve("stat")));
            Map<String, String> status = status(text(directory.resolve("status")));
            return Optional.of(new ProcessView(
                    pid,
                    namespacePids(status, pid),
                    stat.parent(),
                    stat.command(),
                    arguments(directory),
                    stat.state(),
                    Integer.parseInt(fields(status.getOrDefault("Uid", "0 0"))[1]),
                    stat.startTicks(),
                    cgroup(directory),
                    container,
                    namespaces(directory)));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException gone) {
            return Optional.empty();
        }
    }

    /** The letter of a process's state; empty if there is no such process. */
    public Optional<String> state(int pid) {
        try {
            return Optional.of(Stat.parse(text(proc.resolve(pid + "/stat"))).state());
        } catch (IOException | IndexOutOfBoundsException gone) {
            return Optional.empty();
        }
    }

    /** User and system time of a process in nanoseconds, with those of its children that were waited for. */
    public long cpuNanos(int pid) {
        try {
            return Stat.parse(text(proc.resolve(pid + "/stat"))).cpuTicks() * (1_000_000_000L / 100);
        } catch (IOException | IndexOutOfBoundsException gone) {
            return 0;
        }
    }

    /**
     * User and system time of all processes but that one, in nanoseconds, with the time of the dead that somebody
     * waited for; of that one only the time of those that it waited for. It never runs backwards by more than a moment.
     */
    public long cpuNanosWithout(int observer) {
        long ticks = 0;
        for (int pid : ids()) {
            try {
                Stat stat = Stat.parse(text(proc.resolve(pid + "/stat")));
                ticks += pid == observer ? stat.childrenCpuTicks() : stat.cpuTicks();
            } catch (IOException | IndexOutOfBoundsException gone) {
                // Its time will be found with whoever waited for it.
            }
        }
        return ticks * (1_000_000_000L / 100);
    }

    private static List<Integer> namespacePids(Map<String, String> status, int pid) {
        String line = status.getOrDefault("NSpid", Integer.toString(pid));
        return Arrays.stream(fields(line)).map(Integer::valueOf).toList();
    }

    private static List<String> arguments(Path directory) throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve("cmdline"));
        if (bytes.length == 0) {
            return List.of();
        }
        int length = Math.min(bytes.length, MOST_ARGUMENT_BYTES);
        String joined = new String(bytes, 0, length, StandardCharsets.UTF_8);
        String words = joined.endsWith("\0") ? joined.substring(0, joined.length() - 1) : joined;
        return List.of(words.split("\0", -1));
    }

    /** On version 2 the one line of hierarchy 0; on version 1 the path in the memory hierarchy, else the first line. */
    private static String cgroup(Path directory) throws IOException {
        String first = "";
        for (String line : text(directory.resolve("cgroup")).split("\n", -1)) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (Arrays.asList(parts[1].split(",")).contains("memory")) {
                return parts[2];
            }
            if (first.isEmpty()) {
                first = parts[2];
            }
        }
        return first;
    }

    private static Map<NamespaceType, Long> namespaces(Path directory) {
        Map<NamespaceType, Long> inodes = new EnumMap<>(NamespaceType.class);
        for (NamespaceType type : NamespaceType.values()) {
            try {
                String link = Files.readSymbolicLink(directory.resolve("ns/" + type.fileName()))
                        .toString();
                inodes.put(type, Long.parseLong(link.substring(link.indexOf('[') + 1, link.indexOf(']'))));
            } catch (IOException | IndexOutOfBoundsException unreadable) {
                // A kernel without that kind, or a process that just ended: absent, as the view's contract says.
            }
        }
        return inodes;
    }

    private static Map<String, String> status(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static String[] fields(String line) {
        return line.strip().split("\\s+");
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The fields of {@code /proc/PID/stat} that are used here; the command is in parentheses and may contain some. */
    private record Stat(
            String command, String state, int parent, long cpuTicks, long childrenCpuTicks, long startTicks) {
        static Stat parse(String line) {
            int end = line.lastIndexOf(')');
            String command = line.substring(line.indexOf('(') + 1, end);
            // Field 3, the state, is rest[0]: field n of proc(5) is rest[n - 3].
            String[] rest = fields(line.substring(end + 2));
            long children = Long.parseLong(rest[13]) + Long.parseLong(rest[14]);
            long ticks = Long.parseLong(rest[11]) + Long.parseLong(rest[12]) + children;
            return new Stat(command, rest[0], Integer.parseInt(rest[1]), ticks, children, Long.parseLong(rest[19]));
        }
    }
}
