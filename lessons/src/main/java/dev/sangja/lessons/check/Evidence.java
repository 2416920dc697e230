package dev.sangja.lessons.check;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.HttpFact;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.probe.ProbeResult;
import dev.sangja.runtime.receipt.MachineView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check may look at: one learner's machine as it is now, and what happened since the step was opened.
 *
 * <p>Looking changes nothing. The server implements it from {@link dev.sangja.runtime.machine.Machine} and from the
 * receipts it keeps; an implementation serves one evaluation on one thread, and may throw
 * {@link dev.sangja.runtime.machine.MachineGoneException} or {@link java.io.UncheckedIOException} from any method.
 */
public interface Evidence {
    /** The machine as it is now. An evaluation asks once. */
    MachineView machine();

    /** What is at that path; empty if nothing is. */
    Optional<FileFact> file(Place place, String path);

    /** What a fixed command that only reads answers in that place. */
    ProbeResult probe(Place place, List<String> command);

    /** What a GET request from inside that place answers. */
    HttpFact http(Place place, String url);

    /** Every call recorded since the step was opened, in the order in which it was made. */
    List<JournalEntry> journal();

    /** The learner's answers in this step, by the field's id; a field without an answer is absent. */
    Map<String, String> answers();

    /** The cells that ran to their end since the step was opened, oldest first. */
    List<CellRun> runs();
}
