package dev.sangja.lessons.story;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.receipt.Receipt;
import java.util.List;

/**
 * What happened in one run, in the words of one language. Every entry of the journal is in exactly one phase or counted
 * in exactly one folded group.
 *
 * @param phases in the order in which the run's jobs began, each job told to its end
 * @param folded what was left out, largest count first
 * @param dropped how many calls the journal itself did not keep
 */
public record Story(List<Phase> phases, List<Folded> folded, long dropped) {
    public Story {
        phases = List.copyOf(phases);
        folded = List.copyOf(folded);
    }

    /** How many entries of the journal the phases tell. */
    public long told() {
        return phases.stream()
                .flatMap(phase -> phase.calls().stream())
                .mapToLong(call -> call.entries().size())
                .sum();
    }

    /** How many entries of the journal are counted only. */
    public long foldedCalls() {
        return folded.stream().mapToLong(Folded::count).sum();
    }

    /** Tells a receipt; the same as {@link Storyteller#tell} with texts read anew. */
    public static Story of(Receipt receipt, Language language) {
        return Storyteller.load().tell(receipt, language);
    }
}
