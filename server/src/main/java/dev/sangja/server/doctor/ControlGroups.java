package dev.sangja.server.doctor;

import dev.sangja.runtime.limits.Enforcement;
import dev.sangja.runtime.limits.Enforcement.Strength;
import dev.sangja.runtime.limits.LimitLadder;
import dev.sangja.runtime.limits.LimitedResource;
import dev.sangja.runtime.limits.Shortfall;
import dev.sangja.server.doctor.Finding.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** On which rung of the ladder limits stand: delegated cgroup v2, cgroup v1 as root, or rlimits; see cgroups(7). */
final class ControlGroups {
    /** What every machine is to be bounded by; the rest makes single lessons richer. */
    private static final List<LimitedResource> NEEDED =
            List.of(LimitedResource.MEMORY, LimitedResource.PROCESSES, LimitedResource.CPU);

    private ControlGroups() {}

    static Finding find() {
        return find(LimitLadder.detect());
    }

    static Finding find(LimitLadder ladder) {
        List<String> facts = new ArrayList<>();
        Optional<Shortfall> first = Optional.empty();
        for (Enforcement enforcement : ladder.enforcements()) {
            if (NEEDED.contains(enforcement.resource())) {
                facts.add(fact(enforcement));
                first = first.or(enforcement::shortfall);
            }
        }
        String rung = switch (ladder.rung()) {
            case CGROUP_V2 -> "cgroup v2: ";
            case CGROUP_V1 -> "cgroup v1: ";
            case RESOURCE_LIMITS -> "no control groups: ";
        };
        return new Finding(
                Feature.CGROUPS,
                first.isPresent() ? Status.DEGRADED : Status.OK,
                rung + String.join(", ", facts),
                first);
    }

    private static String fact(Enforcement enforcement) {
        String resource = enforcement.resource().label();
        if (enforcement.strength() == Strength.NONE) {
            return resource + " by nothing";
        }
        return resource + " by " + enforcement.source();
    }
}
