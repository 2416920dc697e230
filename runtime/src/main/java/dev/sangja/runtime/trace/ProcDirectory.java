package dev.sangja.runtime.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

    /** A process and its parent. */
    record Kin(int process, int parent) {}
}
