package dev.sangja.runtime.machine;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.limits.ControlGroup;
import dev.sangja.runtime.limits.LimitLadder;
import dev.sangja.runtime.limits.OuterGroups;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Puts machines under the limits that this host offers. Safe for use by several threads. */
final class Enclosures {
    /** Groups that have been empty for so long belong to no machine that is about to start. */
    private static final Duration ABANDONED = Duration.ofMinutes(2);

    /** Tasks of the engine and of what launches it. */
    private static final int ENGINE_TASKS = 96;

    private final Linux linux = Linux.system(Recorder.none());
    private final LimitLadder ladder;
    private final Optional<ControlGroup> machines;
    private final boolean ownUser;

    /**
     * What that ladder offers.
     *
     * @param ownUser whether each machine's root is a user of its own outside, so that the kernel counts it alone
     */
    Enclosures(LimitLadder ladder, boolean ownUser) {
        Optional<ControlGroup> made;
        LimitLadder used = ladder;
        try {
            made = ladder.machines(linux);
            made.ifPresent(group -> OuterGroups.sweep(group, ABANDONED));
        } catch (SyscallException | UncheckedIOException | IllegalStateException refused) {
            made = Optional.empty();
            used = ladder.refused(String.valueOf(refused.getMessage()));
        }
        this.ladder = used;
        this.machines = made;
        this.ownUser = ownUser;
    }

    /** What can be limited here, and why not more. */
    LimitLadder ladder() {
        return ladder;
    }

    /** The version of control groups that machines get: 2, 1, or 0 for none. */
    int version() {
        return switch (ladder.rung()) {
            case CGROUP_V2 -> 2;
            case CGROUP_V1 -> 1;
            case RESOURCE_LIMITS -> 0;
        };
    }

    /** Makes the place of one machine. The caller closes it when the machine has ended. */
    Enclosure make(UUID id, MachineSettings settings) {
        Optional<OuterGroups> groups = machines.map(all -> OuterGroups.create(all, id, limits(settings)));
        List<String> prefix = groups.map(OuterGroups::prefix).orElseGet(() -> withoutGroups(settings));
        return new Enclosure(groups, prefix);
    }

    private static LimitSpec limits(MachineSettings settings) {
        return new LimitSpec(
                OptionalLong.of(settings.memoryBytes()),
                OptionalLong.of((long) (settings.cpus() * 1e9)),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.of(settings.processes()));
    }

    /**
     * Below everything else, so that the server answers while machines are busy; and, where nobody else runs as that
     * user, no more tasks than a machine may have: user_namespaces(7), a namespace takes the limit of its maker along.
     */
    private List<String> withoutGroups(MachineSettings settings) {
        String tasks = Integer.toString(settings.processes() + ENGINE_TASKS);
        return ownUser ? List.of("nice", "-n", "5", "prlimit", "--nproc=" + tasks) : List.of("nice", "-n", "5");
    }

    /**
     * The place of one machine.
     *
     * @param groups its control groups, where there are any
     * @param prefix what to put before the command that starts the machine
     */
    record Enclosure(Optional<OuterGroups> groups, List<String> prefix) {
        Enclosure {
            prefix = List.copyOf(prefix);
        }

        /** The machine has its namespaces; its root is that user outside. */
        void settle(long user, long group) {
            groups.ifPresent(made -> made.settle((int) user, (int) group));
        }

        /** Takes the place away; whatever still lives in it is killed. */
        void close() {
            groups.ifPresent(made -> {
                try {
                    made.kill();
                    made.remove();
                } catch (SyscallException | UncheckedIOException left) {
                    // The next server sweeps it away once it is empty.
                }
            });
        }
    }
}
