package dev.sangja.web.lesson;

import dev.sangja.lessons.story.Story;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.web.output.OutputChunk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The last run of a cell.
 *
 * @param id the run's id
 * @param number the number of its receipt
 * @param askedAt when the learner asked for it
 * @param endedAt when it ended; empty while it runs
 * @param output what it printed, as it came
 * @param cutBytes how much more it printed and was not kept
 * @param receipt what it did; empty while it runs, and if the machine or the server ended under it
 * @param story what happened, in the page's language; empty without a receipt
 * @param lostMachine whether it ran on a machine that is gone
 */
public record RunView(
        UUID id,
        int number,
        Instant askedAt,
        Optional<Instant> endedAt,
        List<OutputChunk> output,
        long cutBytes,
        Optional<Receipt> receipt,
        Story story,
        boolean lostMachine) {
    public RunView {
        output = List.copyOf(output);
    }
}
