package dev.sangja.runtime.limits;

import dev.sangja.runtime.limits.Enforcement.Strength;
import dev.sangja.runtime.linux.Linux;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this host offers for limits, best first: control groups of version 2 that this user may use, those of version 1
 * for root, and else the resource limits of single processes.
 *
 * @param rung which of them
 * @param tree where to make control groups, on the first two rungs
 * @param vacate whether processes live in the tree's root that must move before it can have groups; see
 *     {@link ControlGroup#vacateInto}
 * @param hierarchies with version 1, what to mount to see the tree from a new control group namespace: the controllers
 *     of each hierarchy, such as {@code cpu,cpuacct}
 * @param enforcements one for each resource
 */
public record LimitLadder(
        Rung rung,
        Optional<CgroupTree> tree,
        boolean vacate,
        List<String> hierarchies,
        List<Enforcement> enforcements) {
    /** The rungs of the ladder. */
    public enum Rung {
        CGROUP_V2,
        CGROUP_V1,
        RESOURCE_LIMITS;

        /** As the docker command names it: {@code 2}, {@code 1} or {@code none}. */
        public String cgroupVersion() {
            return switch (this) {
                case CGROUP_V2 -> "2";
                case CGROUP_V1 -> "1";
                case RESOURCE_LIMITS -> "none";
            };
        }
    }

    private static final String SERVERS_OWN = "server";
    private static final String ALL_MACHINES = "sangja";
    private static final Map<LimitedResource, String> FILES_V2 = Map.of(
            LimitedResource.MEMORY, "memory.max",
            LimitedResource.PROCESSES, "pids.max",
            LimitedResource.CPU, "cpu.max",
            LimitedResource.CPUSET, "cpuset.cpus",
            LimitedResource.FREEZE, "cgroup.freeze");
    private static final Map<LimitedResource, String> FILES_V1 = Map.of(
            LimitedResource.MEMORY, "memory.limit_in_bytes",
            LimitedResource.PROCESSES, "pids.max",
            LimitedResource.CPU, "cpu.cfs_quota_us",
            LimitedResource.CPUSET, "cpuset.cpus",
            LimitedResource.FREEZE, "freezer.state");

    public LimitLadder {
        hierarchies = List.copyOf(hierarchies);
        enforcements = List.copyOf(enforcements);
    }

    /** What is there for this process. Changes nothing. */
    public static LimitLadder detect() {
        return detect(Path.of("/proc/self"));
    }

    /** The same, told by another {@code /proc/PID}. */
    static LimitLadder detect(Path process) {
        CgroupSearch search = CgroupSearch.of(process);
        Optional<CgroupTree> tree = search.tree();
        Rung rung = tree.map(found -> found.version() == CgroupVersion.V2 ? Rung.CGROUP_V2 : Rung.CGROUP_V1)
                .orElse(Rung.RESOURCE_LIMITS);
        List<Enforcement> enforcements = Arrays.stream(LimitedResource.values())
                .map(resource -> tree.map(found -> enforcement(resource, found, search))
                        .orElseGet(() -> withoutControlGroups(resource, search.whyNot(controllerOf(resource)))))
                .toList();
        List<String> hierarchies = tree.map(search::hierarchiesOf).orElse(List.of());
        return new LimitLadder(rung, tree, search.vacate(), hierarchies, enforcements);
    }

    /** What is left if the kernel refused the groups after all. */
    public LimitLadder refused(String how) {
        Shortfall why = new Shortfall(Shortfall.Code.REFUSED, Map.of("refusal", how));
        List<Enforcement> left = Arrays.stream(LimitedResource.values())
                .map(resource -> withoutControlGroups(resource, why))
                .toList();
        return new LimitLadder(Rung.RESOURCE_LIMITS, Optional.empty(), false, List.of(), left);
    }

    private static Enforcement enforcement(LimitedResource resource, CgroupTree tree, CgroupSearch search) {
        Controller controller = controllerOf(resource);
        if (tree.directory(controller).isEmpty()) {
            return withoutControlGroups(resource, search.whyNot(controller));
        }
        Map<LimitedResource, String> files = tree.version() == CgroupVersion.V2 ? FILES_V2 : FILES_V1;
        return new Enforcement(resource, Strength.TOGETHER, files.getOrDefault(resource, ""), Optional.empty());
    }

    private static Enforcement withoutControlGroups(LimitedResource resource, Shortfall shortfall) {
        Optional<Shortfall> why = Optional.of(shortfall);
        return switch (resource) {
            case MEMORY -> new Enforcement(resource, Strength.PER_PROCESS, "RLIMIT_DATA", why);
            case PROCESSES -> new Enforcement(resource, Strength.PER_USER, "RLIMIT_NPROC", why);
            case CPU, CPUSET, FREEZE -> new Enforcement(resource, Strength.NONE, "", why);
        };
    }

    private static Controller controllerOf(LimitedResource resource) {
        return switch (resource) {
            case MEMORY -> Controller.MEMORY;
            case PROCESSES -> Controller.PROCESSES;
            case CPU -> Controller.CPU;
            case CPUSET -> Controller.CPUSET;
            case FREEZE -> Controller.FREEZER;
        };
    }

    /**
     * The group under which a server makes its machines' groups, made if need be: {@code sangja} at the tree's root. If
     * processes live in that root, this one among them, they are moved to a group {@code server} beside it.
     */
    public Optional<ControlGroup> machines(Linux linux) {
        return tree.map(found -> {
            ControlGroup root = found.root(linux);
            if (vacate) {
                root.vacateInto(SERVERS_OWN);
            }
            ControlGroup machines = root.child(ALL_MACHINES);
            machines.create();
            return machines;
        });
    }
}
