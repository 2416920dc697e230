package dev.sangja.runtime.engine;

import dev.sangja.runtime.receipt.ProcessView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who descends from whom in a machine. */
final class Kinship {
    private final List<ProcessView> processes;
    private final Map<Integer, List<ProcessView>> children = new HashMap<>();

    Kinship(List<ProcessView> processes) {
        this.processes = processes;
        for (ProcessView process : processes) {
            children.computeIfAbsent(process.parent(), parent -> new ArrayList<>())
                    .add(process);
        }
    }

    /**
     * The processes that a cell left or still runs: those born since it began that descend from the shell, and orphans
     * that the engine adopted, unless they belong to a container.
     *
     * @param shell the shell's process id
     * @param before the ids and start times of the processes that were there before the cell
     */
    List<ProcessView> offspring(int shell, Set<Long> before) {
        Set<Integer> descendants = descendants(shell);
        List<ProcessView> offspring = new ArrayList<>();
        for (ProcessView process : processes) {
            boolean related = descendants.contains(process.pid())
                    || (process.parent() == 1 && process.container().isEmpty() && process.pid() != shell);
            if (related && !before.contains(identity(process))) {
                offspring.add(process);
            }
        }
        return offspring;
    }

    /** All descendants of a process, without itself. */
    Set<Integer> descendants(int ancestor) {
        Set<Integer> found = new HashSet<>();
        List<Integer> open = new ArrayList<>(List.of(ancestor));
        while (!open.isEmpty()) {
            for (ProcessView child : children.getOrDefault(open.remove(open.size() - 1), List.of())) {
                if (found.add(child.pid())) {
                    open.add(child.pid());
                }
            }
        }
        return found;
    }

    /** A number that names a process for ever: its id and start time. */
    static long identity(ProcessView process) {
        return (process.startTicks() << 22) | process.pid();
    }
}
