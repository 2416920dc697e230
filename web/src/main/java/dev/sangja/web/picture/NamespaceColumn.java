package dev.sangja.web.picture;

import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.ProcessView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * One column of the namespace map: processes that live in the same eight namespaces.
 *
 * @param process the one that stands for them, the oldest
 * @param name the container's name, or what the process runs
 * @param shell whether this is the lab host's shell
 * @param others how many further processes share all its namespaces
 */
record NamespaceColumn(ProcessView process, String name, boolean shell, int others) {
    static final int MOST = 5;

    private static final int WANTED = 0;
    private static final int BORN = 1;
    private static final int CONTAINED = 2;
    private static final int UNRELATED = 3;

    /**
     * The columns that tell most: the shell, then what is asked for, what the run started in namespaces of its own,
     * containers, and whatever else lives in foreign namespaces; at most five, by rising process id.
     *
     * @param wanted command lines of processes, and names of containers, that are asked for
     */
    static List<NamespaceColumn> choose(MachineView before, MachineView after, List<String> wanted) {
        Optional<ProcessView> shell = after.processes().stream()
                .filter(process -> process.pid() == after.shellPid())
                .findFirst();
        if (shell.isEmpty()) {
            return List.of();
        }
        Set<String> old = identities(before);
        Map<String, String> names = after.containers().stream()
                .filter(container -> container.pid() > 0)
                .collect(Collectors.toMap(ContainerView::id, ContainerView::name, (one, other) -> one));
        List<NamespaceColumn> foreign = new ArrayList<>();
        Set<Map<?, ?>> seen = new HashSet<>();
        seen.add(shell.get().namespaces());
        ToIntFunction<ProcessView> rank = process -> rank(process, old, wanted, names);
        // Where somebody who was asked for is there, what earlier steps left behind would only stand in the way.
        boolean found = after.processes().stream().anyMatch(process -> rank.applyAsInt(process) == WANTED);
        after.processes().stream()
                .filter(process -> process.pid() != 1)
                .filter(process -> !found || rank.applyAsInt(process) != UNRELATED)
                .sorted(Comparator.comparingInt(rank).thenComparing(ProcessView::pid))
                .filter(process -> seen.add(process.namespaces()))
                .limit(MOST - 1L)
                .sorted(Comparator.comparing(ProcessView::pid))
                .forEach(process -> foreign.add(of(process, names, after)));
        foreign.add(0, new NamespaceColumn(shell.get(), shell.get().command(), true, 0));
        return List.copyOf(foreign);
    }

    private static NamespaceColumn of(ProcessView process, Map<String, String> names, MachineView after) {
        long alike = after.processes().stream()
                .filter(other -> other.namespaces().equals(process.namespaces()))
                .count();
        boolean first = after.containers().stream().anyMatch(container -> container.pid() == process.pid());
        String name = first ? names.getOrDefault(process.container(), process.command()) : ProcessTree.label(process);
        return new NamespaceColumn(process, name, false, (int) alike - 1);
    }

    private static int rank(ProcessView process, Set<String> old, List<String> wanted, Map<String, String> names) {
        String container = names.getOrDefault(process.container(), "");
        if (wanted.contains(ProcessTree.label(process)) || wanted.contains(container)) {
            return WANTED;
        }
        boolean born = !old.contains(ProcessTree.identity(process));
        return !process.container().isEmpty() ? CONTAINED : born ? BORN : UNRELATED;
    }

    private static Set<String> identities(MachineView view) {
        return view.processes().stream().map(ProcessTree::identity).collect(Collectors.toSet());
    }
}
