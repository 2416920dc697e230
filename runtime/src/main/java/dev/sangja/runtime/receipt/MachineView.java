package dev.sangja.runtime.receipt;

import java.time.Instant;
import java.util.List;

/**
 * A machine as its engine saw it at one moment.
 *
 * @param at when it was read
 * @param hostname the workbench's host name
 * @param shellPid the process id of the shell that runs the cells, 0 if it is not running
 * @param processes every process, by rising id
 * @param namespaces every namespace that one of them lives in
 * @param containers every container, oldest first
 * @param gauges every bounded resource
 */
public record MachineView(
        Instant at,
        String hostname,
        int shellPid,
        List<ProcessView> processes,
        List<NamespaceView> namespaces,
        List<ContainerView> containers,
        List<Gauge> gauges) {
    public MachineView {
        processes = List.copyOf(processes);
        namespaces = List.copyOf(namespaces);
        containers = List.copyOf(containers);
        gauges = List.copyOf(gauges);
    }
}
