package dev.sangja.runtime.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What proc(5) says of processes that may end at any moment: then it says nothing. */
final class ProcDirectory {
    private static final Path ROOT = Path.of("/proc");

    /** A thread's short name. */
    Optional<String> command(int thread) {
        try {
            byte[] name = Files.readAllBytes(ROOT.resolve(thread + "/comm"));
            return Optional.of(new String(name, StandardCharsets.UTF_8).stripTrailing());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** What an open file of a thread is. */
    Optional<String> link(int thread, int fd) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(ROOT.resolve(thread + "/fd/" + fd)).toString());
        } catch (IOException endedOrClosed) {
            return Optional.empty();
        }
    }

    /** The process that a thread belongs to, and that process's parent. */
    Optional<Kin> kin(int thread) {
        try {
            int process = 0;
            int parent = 0;
            for (String line : Files.readAllLines(ROOT.resolve(thread + "/status"))) {
                if (line.startsWith("Tgid:")) {
                    process = Integer.parseInt(line.substring(5).strip());
                } else if (line.startsWith("PPid:")) {
                    parent = Integer.parseInt(line.substring(5).strip());
                }
            }
            return Optional.of(new Kin(process, parent));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /**
     * A part of a thread's memory that the kernel puts into every process and that holds instructions which make calls;
     * vdso(7).
     */
    Optional<Region> callingCode(int thread) {
        try (Stream<String> lines = Files.lines(ROOT.resolve(thread + "/maps"))) {
            return lines.filter(line -> line.endsWith("[vdso]"))
                    .map(line -> line.substring(0, line.indexOf(' ')).split("-"))
                    .map(ends -> new long[] {Long.parseLong(ends[0], 16), Long.parseLong(ends[1], 16)})
                    .map(ends -> new Region(ends[0], (int) (ends[1] - ends[0])))
                    .findFirst();
        } catch (IOException | UncheckedIOException ended) {
            return Optional.empty();
        }
    }

    /** When a thread began, in the kernel's own unit: with its id, that tells it from a later one of the same id. */
    Optional<String> beginning(int thread) {
        try {
            String line = Files.readString(ROOT.resolve(thread + "/stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[19]);
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** The ids of a thread in its PID namespaces, from this one's inwards. */
    List<Integer> ids(int thread) {
        try (Stream<String> lines = Files.lines(ROOT.resolve(thread + "/status"))) {
            return lines.filter(line -> line.startsWith("NSpid:"))
                    .flatMap(line -> Arrays.stream(line.substring(6).strip().split("\\s+")))
                    .map(Integer::valueOf)
                    .toList();
        } catch (IOException | UncheckedIOException ended) {
            return List.of();
        }
    }

    /** Who traces a thread: 0 if nobody does. */
    int tracer(int thread) {
        try (Stream<String> lines = Files.lines(ROOT.resolve(thread + "/status"))) {
            return lines.filter(line -> line.startsWith("TracerPid:"))
                    .map(line -> Integer.valueOf(line.substring(10).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    /** Which PID namespace a thread is in. */
    Optional<String> pidNamespace(int thread) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(ROOT.resolve(thread + "/ns/pid")).toString());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** Addresses from a start on. */
    record Region(long start, int bytes) {}

    /** A process and its parent. */
    record Kin(int process, int parent) {}
}
