package dev.sangja.web.receipt;

import dev.sangja.runtime.journal.JournalEntry;
import java.util.List;
import java.util.Map;

/**
 * What happened in a run, told in a few phases, in one language.
 *
 * @param phases in order
 * @param folded what the phases leave out, and how many calls of it there are, in order
 * @param explanations what a call means here, by its sequence number
 */
public record Story(List<Phase> phases, List<Folded> folded, Map<Long, String> explanations) {
    public static final Story EMPTY = new Story(List.of(), List.of(), Map.of());

    public Story {
        phases = List.copyOf(phases);
        folded = List.copyOf(folded);
        explanations = Map.copyOf(explanations);
    }

    /**
     * Calls that together do one thing.
     *
     * @param title a verb, such as "Breaking away"
     * @param sentence what they do here; may hold {@code `code`} and {@code *stress*}
     * @param calls at least one
     */
    public record Phase(String title, String sentence, List<JournalEntry> calls) {
        public Phase {
            calls = List.copyOf(calls);
        }
    }

    /** Calls of one sort that the phases leave out. */
    public record Folded(String what, int count) {}

    int foldedCount() {
        return folded.stream().mapToInt(Folded::count).sum();
    }
}
