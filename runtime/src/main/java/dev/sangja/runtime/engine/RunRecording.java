package dev.sangja.runtime.engine;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.Cost;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.Receipt;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes the receipts: what was there before a run, what happened, and what is there after it. */
final class RunRecording {
    private static final int MOST_ENTRIES = 20_000;

    private final Tracing tracing;
    private final Supplier<MachineView> look;
    private volatile Optional<RunJournal> current = Optional.empty();

    RunRecording(Tracing tracing, Supplier<MachineView> look) {
        this.tracing = tracing;
        this.look = look;
    }

    /** Where the engine's own calls go at this moment: to the run under way, if there is one. */
    Recorder recorder() {
        return current.<Recorder>map(journal -> journal).orElse(Recorder.none());
    }

    /** Does the work of a run and writes its receipt. Runs follow each other. */
    Receipt record(UUID run, TraceLevel level, Supplier<Ending> work) {
        MachineView before = look.get();
        Map<String, LayerChange> layerBefore = changes();
        Instant startedAt = Instant.now();
        long began = System.nanoTime();
        RunJournal journal = new RunJournal(MOST_ENTRIES, began);
        tracing.begin(journal, level);
        current = Optional.of(journal);
        Ending ending;
        long wall;
        try {
            ending = work.get();
        } finally {
            wall = System.nanoTime() - began;
            current = Optional.empty();
            tracing.end();
        }
        MachineView after = look.get();
        List<LayerChange> differences = differences(layerBefore, changes());
        Cost cost = new Cost(
                wall,
                -1,
                -1,
                tracing.births(),
                tracing.ends(),
                differences.stream()
                        .mapToLong(change -> Math.max(0, change.sizeAfter()))
                        .sum());
        return new Receipt(
                run,
                level,
                startedAt,
                ending,
                journal.close(),
                List.of(new LayerDiff("workbench", "", differences, 0, bytes(layerBefore), bytes(changes()))),
                cost,
                List.of(),
                before,
                after);
    }

    /** The workbench's writable layer as it differs from its images, without what the engine put there itself. */
    private static Map<String, LayerChange> changes() {
        Map<String, LayerChange> changes = new HashMap<>();
        for (LayerChange change :
                UpperScan.of(Path.of(EnginePaths.WORKBENCH, "upper"), List.of(EnginePaths.WORKBENCH_LOWER))) {
            changes.put(change.path(), change);
        }
        return changes;
    }

    private static List<LayerChange> differences(Map<String, LayerChange> before, Map<String, LayerChange> after) {
        List<LayerChange> changed = new ArrayList<>();
        after.forEach((path, change) -> {
            if (!change.equals(before.get(path))) {
                changed.add(change);
            }
        });
        before.forEach((path, change) -> {
            if (!after.containsKey(path) && change.kind() == LayerChange.Kind.ADDED) {
                changed.add(new LayerChange(
                        LayerChange.Kind.DELETED, path, change.type(), change.sizeAfter(), -1, Optional.empty()));
            }
        });
        changed.sort(java.util.Comparator.comparing(LayerChange::path));
        return changed;
    }

    private static long bytes(Map<String, LayerChange> changes) {
        return changes.values().stream()
                .mapToLong(change -> Math.max(0, change.sizeAfter()))
                .sum();
    }
}
