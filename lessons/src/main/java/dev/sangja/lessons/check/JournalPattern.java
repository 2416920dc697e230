package dev.sangja.lessons.check;

import dev.sangja.runtime.journal.JournalEntry;
import java.util.List;

/**
 * Calls that must have been made in that order, with any others between them.
 *
 * @param steps each the calls of which one must have been made
 */
record JournalPattern(List<List<CallPattern>> steps) {
    JournalPattern {
        steps = steps.stream().map(List::copyOf).toList();
    }

    boolean occursIn(List<JournalEntry> entries, Scope scope) {
        return occurs(entries, 0, 0, scope);
    }

    private boolean occurs(List<JournalEntry> entries, int from, int step, Scope scope) {
        if (step == steps.size()) {
            return true;
        }
        for (int at = from; at < entries.size(); at++) {
            for (CallPattern alternative : steps.get(step)) {
                if (alternative.matches(entries.get(at), scope)) {
                    if (occurs(entries, at + 1, step + 1, alternative.bind(entries.get(at), scope))) {
                        return true;
                    }
                    // Nothing depends on which call matched, so a later one would leave no more room for the rest.
                    if (alternative.binding().isEmpty()) {
                        return false;
                    }
                    scope.evidence();
                }
            }
        }
        return false;
    }
}
