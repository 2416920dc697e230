package dev.sangja.server.notebook;

import dev.sangja.lessons.check.CellRun;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.server.store.StepKey;
import dev.sangja.server.store.StepProgress;
import dev.sangja.server.store.Store;
import dev.sangja.server.store.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Collects what is known of a learner's step: from the store, and from the machine. Safe for use by several threads.
 */
final class Records {
    private final Store store;
    private final Runs runs;
    private final EntryFormat entries;

    Records(Store store, Runs runs, EntryFormat entries) {
        this.store = store;
        this.runs = runs;
        this.entries = entries;
    }

    /**
     * The evidence for a check of that step.
     *
     * @param terminalBase from which sequence number on the machine's own journal belongs to the step
     */
    StepEvidence evidence(Machine machine, StepKey key, long terminalBase) {
        StepProgress progress = store.progress().open(key);
        Map<String, String> answers = entries.answers(store.progress().entries(key));
        return new StepEvidence(
                machine,
                () -> journal(machine, key.learner(), progress, terminalBase),
                () -> cellRuns(key, progress),
                answers);
    }

    private List<JournalEntry> journal(Machine machine, UUID learner, StepProgress progress, long terminalBase) {
        List<JournalEntry> journal = new ArrayList<>();
        for (UUID run : store.runs().withReceiptSince(learner, progress.openedAt())) {
            store.runs()
                    .receipt(run)
                    .ifPresent(receipt -> journal.addAll(receipt.journal().entries()));
        }
        journal.addAll(machine.journalSince(terminalBase));
        return journal;
    }

    private List<CellRun> cellRuns(StepKey key, StepProgress progress) {
        List<CellRun> ended = new ArrayList<>();
        for (UUID id : store.runs().withReceiptSince(key.learner(), progress.openedAt())) {
            Optional<StoredRun> run =
                    store.runs().find(id).filter(found -> found.key().equals(key));
            Optional<Receipt> receipt = store.runs().receipt(id);
            if (run.isPresent() && receipt.isPresent()) {
                ended.add(new CellRun(
                        run.get().cell(),
                        RunSummary.code(receipt.get().ending()),
                        runs.output(run.get(), OutputStreamName.STDOUT),
                        runs.output(run.get(), OutputStreamName.STDERR)));
            }
        }
        return ended;
    }
}
