package dev.sangja.server.store;

import dev.sangja.runtime.journal.TraceLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One run of a cell, without its bulk.
 *
 * @param number counts the learner's receipts from 1
 * @param cell the cell's id inside its step
 * @param askedAt when the learner asked for it
 * @param endedAt when it ended; empty while it runs
 * @param ending the kind of its ending, as in its receipt; empty while it runs
 * @param hasReceipt whether there is a receipt: there is none if the server died under the run
 */
public record StoredRun(
        UUID id,
        StepKey key,
        int number,
        String cell,
        String code,
        TraceLevel level,
        Instant askedAt,
        Optional<Instant> endedAt,
        Optional<String> ending,
        boolean hasReceipt) {}
