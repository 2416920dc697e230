package dev.sangja.runtime.history;

import dev.sangja.runtime.store.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The files of a machine at one moment, as far as they were kept.
 *
 * @param number counts the machine's states from 1
 * @param parent the state that this one came from; it may have been forgotten since. Empty for the first
 * @param cause why there is a state
 * @param at when it was taken
 * @param roots what it holds
 * @param changed how many paths differ from its parent, counted up to 1,000
 * @param bytes how much the history has grown by it
 * @param notKept what of it was not kept, the first hundred
 */
public record HistoryState(
        int number,
        Optional<Integer> parent,
        Cause cause,
        Instant at,
        Roots roots,
        int changed,
        long bytes,
        List<NotKept> notKept) {
    public HistoryState {
        notKept = List.copyOf(notKept);
    }

    /** Whether one can return to it at all: otherwise none of it was kept. */
    public boolean isKept() {
        return notKept.stream().noneMatch(one -> one.path().isEmpty());
    }

    /**
     * Why there is a state.
     *
     * @param run the run after which it was taken, if one ended
     */
    public record Cause(Kind kind, Optional<UUID> run) {
        static Cause of(Kind kind) {
            return new Cause(kind, Optional.empty());
        }
    }

    /** What came before a state. */
    public enum Kind {
        /** Nothing: it is the first. */
        START,
        /** A run of a cell. */
        RUN,
        /** Changes outside of cells: a terminal, a process in the background, a step's preparation. */
        BETWEEN,
        /** A return that did not come to its end, or could not bring everything back. */
        UNFINISHED
    }

    /**
     * What the two places hold.
     *
     * @param workbench the tree of the workbench
     * @param lab the tree of {@code /lab}
     * @param workbenchBytes size of the files of the workbench's writable layer
     * @param labBytes size of the files of {@code /lab}
     */
    public record Roots(Digest workbench, Digest lab, long workbenchBytes, long labBytes) {}
}
