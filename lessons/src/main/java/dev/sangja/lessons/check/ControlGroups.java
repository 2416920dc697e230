package dev.sangja.lessons.check;

import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.ProcessView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the control file that bounds a process, in whichever of the two versions this host has. The names of version 2
 * are used for both; see cgroups(7) and the kernel's cgroup-v2.rst.
 */
final class ControlGroups {
    private static final Place LAB = new Place.Workbench();

    /** Names of version 2 → controller and file of version 1. */
    private static final Map<String, List<String>> VERSION_1 = Map.of(
            "memory.max", List.of("memory", "memory.limit_in_bytes"),
            "memory.current", List.of("memory", "memory.usage_in_bytes"),
            "pids.max", List.of("pids", "pids.max"),
            "pids.current", List.of("pids", "pids.current"),
            "cpu.weight", List.of("cpu", "cpu.shares"));

    private static final String CPU_MAX = "cpu.max";

    private ControlGroups() {}

    /** The text of that control file, stripped; {@code cpu.max} as quota and period; empty if there is none. */
    static Optional<String> read(Scope scope, ProcessView process, String key) {
        Optional<FileFact> membership = scope.evidence().file(LAB, "/proc/" + process.pid() + "/cgroup");
        if (membership.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = membership.get().text().lines().toList();
        return version2(scope, lines, key).or(() -> version1(scope, lines, key));
    }

    private static Optional<String> version2(Scope scope, List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith("0::"))
                .findFirst()
                .flatMap(line -> file(scope, "cgroup2", "", line.substring("0::".length()), key));
    }

    private static Optional<String> version1(Scope scope, List<String> lines, String key) {
        if (key.equals(CPU_MAX)) {
            return control(scope, lines, "cpu", "cpu.cfs_quota_us")
                    .flatMap(quota -> control(scope, lines, "cpu", "cpu.cfs_period_us")
                            .map(period -> (quota.equals("-1") ? "max" : quota) + " " + period));
        }
        List<String> control = VERSION_1.get(key);
        return control == null ? Optional.empty() : control(scope, lines, control.get(0), control.get(1));
    }

    private static Optional<String> control(Scope scope, List<String> lines, String controller, String file) {
        for (String line : lines) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && Arrays.asList(fields[1].split(",")).contains(controller)) {
                return file(scope, "cgroup", controller, fields[2], file);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> file(Scope scope, String type, String controller, String path, String name) {
        return ProcessFunctions.facts(scope, Things.LAB, NamespaceType.MNT).stream()
                .map(MountLine::parse)
                .flatMap(Optional::stream)
                .filter(mount -> mount.type().equals(type))
                .filter(mount -> controller.isEmpty()
                        || Arrays.asList(mount.options().split(",")).contains(controller))
                .findFirst()
                .flatMap(mount -> scope.evidence().file(LAB, inside(mount, path) + "/" + name))
                .map(file -> file.text().strip());
    }

    /** Where that control group is seen under a mount that may show only a part of the tree. */
    private static String inside(MountLine mount, String path) {
        String below = path.equals("/") ? "" : path;
        if (!mount.root().equals("/") && (below + "/").startsWith(mount.root() + "/")) {
            below = below.substring(mount.root().length());
        }
        return mount.point() + below;
    }
}
