package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.LimitedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What Docker says of limits that a host cannot enforce; moby, daemon/daemon_unix.go. */
final class LimitWarnings {
    private LimitWarnings() {}

    /** Those of the limits that are asked for and cannot be had. */
    static List<String> of(LimitSpec limits, Predicate<LimitedResource> enforceable) {
        List<String> warnings = new ArrayList<>();
        if (limits.memoryBytes().orElse(0) > 0 && !enforceable.test(LimitedResource.MEMORY)) {
            warnings.add("Your kernel does not support memory limit capabilities or the cgroup is not mounted."
                    + " Limitation discarded.");
        }
        if (limits.pids().orElse(0) > 0 && !enforceable.test(LimitedResource.PROCESSES)) {
            warnings.add("Your kernel does not support PIDs limit capabilities or the cgroup is not mounted."
                    + " PIDs limit discarded.");
        }
        if (limits.cpuShares().orElse(0) > 0 && !enforceable.test(LimitedResource.CPU)) {
            warnings.add("Your kernel does not support CPU shares or the cgroup is not mounted. Shares discarded.");
        }
        if (limits.nanoCpus().orElse(0) > 0 && !enforceable.test(LimitedResource.CPU)) {
            warnings.add("Your kernel does not support CPU CFS quota or the cgroup is not mounted. Quota discarded.");
        }
        if (limits.cpusetCpus().isPresent() && !enforceable.test(LimitedResource.CPUSET)) {
            warnings.add("Your kernel does not support cpuset or the cgroup is not mounted. CPUset discarded.");
        }
        return warnings;
    }
}
