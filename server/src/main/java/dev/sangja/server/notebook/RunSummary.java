package dev.sangja.server.notebook;

import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.Receipt;
import java.util.UUID;

/**
 * What a closed receipt shows in one line.
 *
 * @param number counts the learner's receipts from 1
 * @param ending how it ended
 * @param code the last command's exit code; -1 if the machine ended before it
 * @param wallNanos how long the run took
 * @param calls how many system calls are on the receipt
 * @param dropped how many further calls were observed and not kept
 * @param failedCalls how many of those on the receipt failed
 * @param added paths that the run added to writable layers
 * @param modified paths whose content or metadata it changed
 * @param deleted paths that it deleted or hid
 * @param processesLeft processes that it started and that were still there at its end
 * @param limits how many limits acted
 */
public record RunSummary(
        UUID run,
        int number,
        Ending ending,
        int code,
        long wallNanos,
        long calls,
        long dropped,
        long failedCalls,
        long added,
        long modified,
        long deleted,
        int processesLeft,
        int limits) {

    static RunSummary of(int number, Receipt receipt) {
        return new RunSummary(
                receipt.run(),
                number,
                receipt.ending(),
                code(receipt.ending()),
                receipt.cost().wallNanos(),
                receipt.journal().entries().size(),
                receipt.journal().dropped(),
                receipt.journal().entries().stream()
                        .filter(entry -> entry.outcome() instanceof Outcome.Failed)
                        .count(),
                changes(receipt, LayerChange.Kind.ADDED),
                changes(receipt, LayerChange.Kind.MODIFIED) + changes(receipt, LayerChange.Kind.METADATA),
                changes(receipt, LayerChange.Kind.DELETED) + changes(receipt, LayerChange.Kind.OPAQUE),
                receipt.cost().processesStarted() - receipt.cost().processesEnded(),
                receipt.limits().size());
    }

    static int code(Ending ending) {
        if (ending instanceof Ending.Exited exited) {
            return exited.code();
        }
        if (ending instanceof Ending.Interrupted interrupted) {
            return interrupted.code();
        }
        if (ending instanceof Ending.Stopped stopped) {
            return stopped.code();
        }
        return -1;
    }

    private static long changes(Receipt receipt, LayerChange.Kind kind) {
        return receipt.layers().stream()
                .flatMap(layer -> layer.changes().stream())
                .filter(change -> change.kind() == kind)
                .count();
    }
}
