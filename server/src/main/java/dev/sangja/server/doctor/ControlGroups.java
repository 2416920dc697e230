package dev.sangja.server.doctor;

import dev.sangja.server.doctor.Finding.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** On which rung of the ladder limits stand: delegated cgroup v2, cgroup v1 as root, or rlimits; see cgroups(7). */
final class ControlGroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final List<String> NEEDED = List.of("cpu", "memory", "pids");

    private ControlGroups() {}

    static Finding find() {
        Path own = ownGroup(Doctor.text(Path.of("/proc/self/cgroup")).orElse(""));
        List<String> controllers = List.of(
                Doctor.text(own.resolve("cgroup.controllers")).orElse("").split(" "));
        if (controllers.containsAll(NEEDED) && Files.isWritable(own) && Files.isWritable(own.resolve("cgroup.procs"))) {
            return new Finding(Feature.CGROUPS, Status.OK, "cgroup v2, delegated: " + own);
        }
        List<String> writable = NEEDED.stream()
                .filter(name -> Files.isWritable(ROOT.resolve(name)))
                .toList();
        if (writable.equals(NEEDED)) {
            return new Finding(Feature.CGROUPS, Status.OK, "cgroup v1: " + ROOT + "/{cpu,memory,pids}");
        }
        return new Finding(
                Feature.CGROUPS,
                Status.DEGRADED,
                Files.exists(ROOT.resolve("cgroup.controllers"))
                        ? "cgroup v2 is there, but " + own + " is not delegated to this user"
                        : "no writable cgroup under " + ROOT + (writable.isEmpty() ? "" : " but " + writable));
    }

    /** The directory of this process's group in the unified hierarchy, from {@code /proc/self/cgroup}. */
    static Path ownGroup(String text) {
        return text.lines()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> ROOT.resolve(line.substring("0::/".length())))
                .findFirst()
                .orElse(ROOT);
    }
}
