package dev.sangja.runtime.receipt;

import java.util.List;
import java.util.Map;

/**
 * One process of a machine, seen from the machine's host.
 *
 * @param pid its id as the machine counts it
 * @param namespacePids its ids from the machine's PID namespace down to its own, as in {@code NSpid} of proc(5)
 * @param parent the id of its parent as the machine counts it, 0 if the parent is outside the machine
 * @param command its short name
 * @param arguments its command line
 * @param state the letter of its state in proc(5), such as {@code S}
 * @param userId its effective user id, as the machine counts it
 * @param startTicks when it started, in clock ticks since boot; with the pid it names the process for ever
 * @param cgroup its control group as the machine sees it, such as {@code /lab/hand}
 * @param container the id of its container, or the empty string
 * @param namespaces the inode of each of its namespaces; a kind that could not be read is absent
 */
public record ProcessView(
        int pid,
        List<Integer> namespacePids,
        int parent,
        String command,
        List<String> arguments,
        String state,
        int userId,
        long startTicks,
        String cgroup,
        String container,
        Map<NamespaceType, Long> namespaces) {
    public ProcessView {
        namespacePids = List.copyOf(namespacePids);
        arguments = List.copyOf(arguments);
        namespaces = Map.copyOf(namespaces);
    }

    /** The same process, known to belong to that container. */
    public ProcessView inContainer(String id) {
        return new ProcessView(
                pid, namespacePids, parent, command, arguments, state, userId, startTicks, cgroup, id, namespaces);
    }
}
