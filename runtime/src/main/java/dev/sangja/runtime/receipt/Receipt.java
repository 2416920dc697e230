package dev.sangja.runtime.receipt;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.TraceLevel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one run did. Immutable, and complete in itself: nothing in it is computed later.
 *
 * @param run the run's id
 * @param level how much of the workload was observed
 * @param startedAt wall clock, for display only; durations are on the monotonic clock
 * @param ending how it ended
 * @param journal the system calls
 * @param layers what it changed, one for each writable layer that it touched
 * @param cost what it cost
 * @param limits the limits that acted
 * @param before the machine just before it
 * @param after the machine just after it
 */
public record Receipt(
        UUID run,
        TraceLevel level,
        Instant startedAt,
        Ending ending,
        Journal journal,
        List<LayerDiff> layers,
        Cost cost,
        List<LimitEvent> limits,
        MachineView before,
        MachineView after) {
    public Receipt {
        requireNonNull(run, "run");
        requireNonNull(level, "level");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(ending, "ending");
        requireNonNull(journal, "journal");
        layers = List.copyOf(layers);
        requireNonNull(cost, "cost");
        limits = List.copyOf(limits);
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }
}
