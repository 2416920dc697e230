package dev.sangja.runtime.engine;

import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.Cost;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes the receipts: what was there before a run, what happened, and what is there after it. */
final class RunRecording {
    private static final int MOST_ENTRIES = 20_000;

    private final Tracing tracing;
    private final WritableLayers layers;
    private final RunMeter meter;
    private final Supplier<MachineView> look;
    private volatile Optional<RunJournal> current = Optional.empty();

    RunRecording(Tracing tracing, WritableLayers layers, RunMeter meter, Supplier<MachineView> look) {
        this.tracing = tracing;
        this.layers = layers;
        this.meter = meter;
        this.look = look;
    }

    /** Where the engine's own calls go at this moment: to the run under way, if there is one. */
    Recorder recorder() {
        return current.<Recorder>map(journal -> journal).orElse(Recorder.none());
    }

    /** Does the work of a run and writes its receipt. Runs follow each other. */
    Receipt record(UUID run, TraceLevel level, Supplier<Ending> work) {
        MachineView before = look.get();
        layers.begin();
        meter.begin();
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
        Journal calls = journal.close();
        RunMeter.Reading reading = meter.end(calls, tracing.tooLarge());
        MachineView after = look.get();
        List<LayerDiff> diffs = layers.end();
        Cost cost = new Cost(
                wall,
                reading.processorNanos(),
                reading.peakMemoryBytes(),
                tracing.births(),
                tracing.ends(),
                written(diffs));
        return new Receipt(run, level, startedAt, ending, calls, diffs, cost, reading.limits(), before, after);
    }

    /** A file that was changed was copied up and written whole, so all of its bytes count. */
    private static long written(List<LayerDiff> diffs) {
        return diffs.stream()
                .flatMap(diff -> diff.changes().stream())
                .filter(change -> change.kind() == LayerChange.Kind.ADDED || change.kind() == LayerChange.Kind.MODIFIED)
                .mapToLong(change -> Math.max(0, change.sizeAfter()))
                .sum();
    }
}
