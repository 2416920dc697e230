package dev.sangja.web.receipt;

import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Outcome;
import java.util.List;
import java.util.Set;

/** The failed calls that say something: not the ones that programs make as a matter of course. */
final class Failures {
    /**
     * Searching a path (ENOENT, ENOTDIR), asking whether there are children (ECHILD) or a terminal (ENOTTY), and
     * waiting (EAGAIN, EINTR, the kernel's own restart codes) fail in every healthy program.
     */
    private static final Set<String> ORDINARY = Set.of(
            "ENOENT",
            "ENOTDIR",
            "ECHILD",
            "ENOTTY",
            "EAGAIN",
            "EINTR",
            "EINPROGRESS",
            "ERESTARTSYS",
            "ERESTARTNOINTR",
            "ERESTARTNOHAND",
            "ERESTART_RESTARTBLOCK");

    private Failures() {}

    static List<JournalEntry> notable(Journal journal) {
        return journal.entries().stream()
                .filter(entry -> entry.outcome() instanceof Outcome.Failed failed && !ORDINARY.contains(failed.name()))
                .toList();
    }
}
