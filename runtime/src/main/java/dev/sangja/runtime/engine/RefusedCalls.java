package dev.sangja.runtime.engine;

import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.receipt.LimitEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The limits of single processes that acted in a run. The kernel keeps no count of them: a refused call is all that
 * there is to see, and a call that was not recorded is not seen.
 */
final class RefusedCalls {
    private static final Set<String> BIRTHS = Set.of("clone", "clone3", "fork", "vfork");
    private static final Set<String> GROWTHS = Set.of("mmap", "brk", "mremap");

    private final EngineConfiguration configuration;

    RefusedCalls(EngineConfiguration configuration) {
        this.configuration = configuration;
    }

    /** One event for each limit, with the first call that it refused. */
    List<LimitEvent> events(Journal journal) {
        Map<String, LimitEvent> first = new LinkedHashMap<>();
        for (JournalEntry entry : journal.entries()) {
            if (entry.origin() != Origin.ENGINE && entry.outcome() instanceof Outcome.Failed failed) {
                String evidence = entry.call().name() + " = -1 " + failed.name();
                event(entry.call().name(), failed.name(), evidence)
                        .forEach(event -> first.putIfAbsent(event.source(), event));
            }
        }
        return new ArrayList<>(first.values());
    }

    /** A process was ended because it wrote beyond the size that a file may have; setrlimit(2), RLIMIT_FSIZE. */
    LimitEvent fileTooLarge(String evidence) {
        return new LimitEvent("disk", "machine", configuration.diskBytes(), "bytes", "RLIMIT_FSIZE", evidence);
    }

    private List<LimitEvent> event(String call, String error, String evidence) {
        if (error.equals("EMFILE")) {
            return List.of(
                    new LimitEvent("files", "machine", configuration.openFiles(), "files", "RLIMIT_NOFILE", evidence));
        }
        if (error.equals("EFBIG")) {
            return List.of(fileTooLarge(evidence));
        }
        if (configuration.controlGroups() == 0 && error.equals("EAGAIN") && BIRTHS.contains(call)) {
            return List.of(new LimitEvent(
                    "processes", "machine", configuration.processes(), "processes", "RLIMIT_NPROC", evidence));
        }
        if (configuration.controlGroups() == 0 && error.equals("ENOMEM") && GROWTHS.contains(call)) {
            return List.of(
                    new LimitEvent("memory", "machine", configuration.memoryBytes(), "bytes", "RLIMIT_DATA", evidence));
        }
        return List.of();
    }
}
