package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.limits.CgroupVersion;
import dev.sangja.runtime.limits.GroupSurvey;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.receipt.LimitEvent;
import java.util.List;
import java.util.Map;

/** The control groups of a machine, as its engine uses them. Safe for use by several threads. */
interface MachineGroups {
    /** Arranges those that this machine was given, if any. */
    static MachineGroups open(Linux linux, EngineConfiguration configuration) {
        return switch (configuration.controlGroups()) {
            case 2 -> KernelGroups.arrange(linux, CgroupVersion.V2, configuration);
            case 1 -> KernelGroups.arrange(linux, CgroupVersion.V1, configuration);
            default -> new NoGroups();
        };
    }

    /** A group for that container, made through that port. */
    Supervision.Group forContainer(Linux recorded, ContainerRecord container);

    /** What of such limits cannot be enforced here, as Docker warns of it. */
    List<String> warnings(LimitSpec limits);

    /** Puts a process among the workbench's. */
    void enterBench(int pid);

    /** A line of shell that puts the shell which reads it there. */
    String enterBenchScript();

    /** What the shells of the workbench know: {@code CGV} and {@code CG}. */
    Map<String, String> variables();

    /** Stops the workbench's processes, as far as possible. */
    void freezeBench();

    void thawBench();

    /** What the learner's side uses; empty where nobody counts. */
    GroupSurvey survey();

    /** Starts counting the peak of memory anew; tells whether it did. */
    boolean resetMemoryPeak();

    /** The limits that acted between two surveys. */
    List<LimitEvent> eventsBetween(GroupSurvey earlier, GroupSurvey later);

    /** The limits that acted in the groups of containers that have gone since this was last asked. */
    List<LimitEvent> departed();
}
