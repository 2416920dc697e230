package dev.sangja.runtime.history;

import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Makes room in a history: the oldest states go first, the one that the machine is in never. For one thread at a time. */
final class Pruning {
    private final HistoryLimits limits;
    private final StateLog log;
    private final ObjectStore objects;
    private final TreeStore trees;

    Pruning(HistoryLimits limits, StateLog log, ObjectStore objects, TreeStore trees) {
        this.limits = limits;
        this.log = log;
        this.objects = objects;
        this.trees = trees;
    }

    /** Makes room for one more state, and says how many bytes it may add. */
    Budget budget() throws IOException {
        while (log.states().size() >= limits.states() && forgetOldest()) {
            // One by one: a history of many states has many that are small.
        }
        if (objects.bytes() > limits.bytes() - limits.stateBytes()) {
            sweep();
            while (objects.bytes() > limits.bytes() - limits.stateBytes() && forgetOldest()) {
                sweep();
            }
        }
        return new Budget(Math.max(0, Math.min(limits.stateBytes(), limits.bytes() - objects.bytes())));
    }

    private boolean forgetOldest() throws IOException {
        int head = log.head().map(StateLog.Head::state).orElse(0);
        Optional<HistoryState> oldest = log.states().stream()
                .filter(state -> state.number() != head)
                .findFirst();
        if (oldest.isEmpty()) {
            return false;
        }
        log.forget(oldest.get().number());
        return true;
    }

    private void sweep() throws IOException {
        Set<Digest> reached = new HashSet<>();
        reached.add(trees.empty());
        for (HistoryState state : log.states()) {
            reach(state.roots(), reached);
        }
        if (log.head().isPresent()) {
            reach(log.head().get().roots(), reached);
        }
        objects.keepOnly(reached);
    }

    private void reach(HistoryState.Roots roots, Set<Digest> reached) throws IOException {
        trees.reach(roots.workbench(), reached);
        trees.reach(roots.lab(), reached);
    }
}
