package dev.sangja.runtime.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How a machine's files were at one moment. States form a tree: who goes back to one and runs something else begins a
 * branch.
 *
 * @param number counts from 1 and is never given twice
 * @param parent the state before it; 0 for the first
 * @param run the run after which the files were so; empty for what changed between runs, and for the first
 * @param takenAt when it was recorded
 * @param archives the digest of each place's archive, by the place's name; none if the state was not kept
 * @param bytes of the files together
 * @param refusal why it was not kept, in English; empty if it was
 */
public record FileState(
        long number,
        long parent,
        Optional<UUID> run,
        Instant takenAt,
        Map<String, String> archives,
        long bytes,
        String refusal) {
    public FileState {
        requireNonNull(run, "run");
        requireNonNull(takenAt, "takenAt");
        archives = Map.copyOf(archives);
        requireNonNull(refusal, "refusal");
    }

    /** Whether there is a way back to it. */
    public boolean kept() {
        return refusal.isEmpty();
    }

    FileState forgotten(String reason) {
        return new FileState(number, parent, run, takenAt, Map.of(), bytes, reason);
    }
}
