package dev.sangja.server.store;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.Receipt;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run did, in figures that can be added up.
 *
 * @param calls system calls on its receipt
 * @param failedCalls of these, how many failed
 * @param namespaces namespaces that calls on its receipt made
 * @param added paths that it added to writable layers
 * @param modified paths whose content or attributes it changed in them
 * @param deleted paths that it deleted or hid in them
 * @param bytesWritten bytes that writable layers grew by; 0 if that was not measured
 * @param limits the kernel files of the limits that acted, once for each time
 */
record RunFigures(
        long calls,
        long failedCalls,
        long namespaces,
        long added,
        long modified,
        long deleted,
        long bytesWritten,
        List<String> limits) {
    /** The calls that make namespaces, see namespaces(7). */
    private static final Set<String> MAKERS = Set.of("unshare", "clone", "clone3");

    /** What flags that make namespaces begin with, see {@code linux/sched.h}. */
    private static final String NEW = "CLONE_NEW";

    /** So much of the names of limits is kept. */
    private static final int MOST_LIMITS = 60;

    RunFigures {
        limits = List.copyOf(limits);
    }

    static RunFigures of(Receipt receipt) {
        List<JournalEntry> entries = receipt.journal().entries();
        return new RunFigures(
                entries.size(),
                entries.stream().filter(RunFigures::failed).count(),
                entries.stream().mapToLong(RunFigures::made).sum(),
                changes(receipt, Set.of(LayerChange.Kind.ADDED)),
                changes(receipt, Set.of(LayerChange.Kind.MODIFIED, LayerChange.Kind.METADATA)),
                changes(receipt, Set.of(LayerChange.Kind.DELETED, LayerChange.Kind.OPAQUE)),
                Math.max(0, receipt.cost().bytesWritten()),
                receipt.limits().stream()
                        .map(LimitEvent::source)
                        .limit(MOST_LIMITS)
                        .toList());
    }

    private static boolean failed(JournalEntry entry) {
        return entry.outcome() instanceof Outcome.Failed;
    }

    private static long made(JournalEntry entry) {
        if (failed(entry) || !MAKERS.contains(entry.call().name())) {
            return 0;
        }
        return entry.call().arguments().stream()
                .map(argument -> argument.value())
                .filter(ArgumentValue.Flags.class::isInstance)
                .flatMap(flags -> ((ArgumentValue.Flags) flags).names().stream())
                .filter(flag -> flag.startsWith(NEW))
                .count();
    }

    private static long changes(Receipt receipt, Set<LayerChange.Kind> kinds) {
        return receipt.layers().stream()
                .flatMap(layer -> layer.changes().stream())
                .filter(change -> kinds.contains(change.kind()))
                .count();
    }

    /** As the database keeps them: one a line. */
    String limitLines() {
        return limits.stream()
                .map(limit -> limit.substring(0, Math.min(64, limit.length())))
                .collect(Collectors.joining("\n"));
    }
}
