package dev.sangja.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The processes below this one, as the host's {@code /proc} shows them; proc(5). */
final class HostProcesses {
    private HostProcesses() {}

    /** The ids that the process bears, from the host's PID namespace inwards. */
    static List<Integer> idsOf(long process) {
        return field(process, "status", "NSpid")
                .map(text -> text.split("\\s+", -1))
                .map(words -> {
                    List<Integer> ids = new ArrayList<>();
                    for (String word : words) {
                        ids.add(Integer.parseInt(word));
                    }
                    return List.copyOf(ids);
                })
                .orElse(List.of());
    }

    /** The first descendant of this process whose ids are as wanted. */
    static OptionalLong find(Predicate<List<Integer>> wanted) {
        return ProcessHandle.current()
                .descendants()
                .mapToLong(ProcessHandle::pid)
                .filter(process -> wanted.test(idsOf(process)))
                .findFirst();
    }

    /**
     * The process's share of the memory that it uses, in MiB: what it shares with others is divided among them. Empty
     * if this user may not know.
     */
    static OptionalDouble proportionalMebibytes(long process) {
        return field(process, "smaps_rollup", "Pss")
                .map(text -> OptionalDouble.of(Long.parseLong(text.split("\\s+", -1)[0]) / 1024.0))
                .orElse(OptionalDouble.empty());
    }

    /** How much memory can be had without driving others out, in MiB. */
    static long availableMebibytes() {
        try {
            return value(Files.readAllLines(Path.of("/proc/meminfo")), "MemAvailable")
                    .map(text -> Long.parseLong(text.split("\\s+", -1)[0]) / 1024)
                    .orElse(0L);
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private static Optional<String> field(long process, String file, String name) {
        try {
            return value(Files.readAllLines(Path.of("/proc", Long.toString(process), file)), name);
        } catch (IOException goneOrForbidden) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
