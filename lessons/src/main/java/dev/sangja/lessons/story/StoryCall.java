package dev.sangja.lessons.story;

import dev.sangja.lessons.advice.Advice;
import dev.sangja.runtime.journal.JournalEntry;
import java.util.List;
import java.util.Optional;

/**
 * One row of a phase: a call, or several that are alike.
 *
 * @param entries the entries it stands for, at least one, in the order of the journal; the first is the one shown
 * @param spans the first one's call, without its outcome, short: pointers and the environment are left out
 * @param meaning what such a call means here, in one sentence; empty if there is nothing to say
 * @param advice what its failure means, if it failed
 */
public record StoryCall(List<JournalEntry> entries, List<CallSpan> spans, String meaning, Optional<Advice> advice) {
    public StoryCall {
        entries = List.copyOf(entries);
        spans = List.copyOf(spans);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a row without an entry");
        }
    }

    /** The entry that is shown. */
    public JournalEntry entry() {
        return entries.get(0);
    }
}
