package dev.sangja.runtime.journal;

import java.util.List;

/**
 * The system calls of one run, in the order in which they were entered.
 *
 * @param entries what was kept
 * @param dropped how many calls were observed and not kept because the journal was full
 */
public record Journal(List<JournalEntry> entries, long dropped) {
    public static final Journal EMPTY = new Journal(List.of(), 0);

    public Journal {
        entries = List.copyOf(entries);
        if (dropped < 0) {
            throw new IllegalArgumentException("dropped is negative: " + dropped);
        }
    }
}
