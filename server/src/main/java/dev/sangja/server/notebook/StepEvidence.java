package dev.sangja.server.notebook;

import dev.sangja.lessons.check.CellRun;
import dev.sangja.lessons.check.Evidence;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.machine.Machine;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.HttpFact;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.probe.ProbeResult;
import dev.sangja.runtime.receipt.MachineView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What one check looks at: the machine itself, and what is kept of the runs since the step was begun. */
final class StepEvidence implements Evidence {
    private final Machine machine;
    private final Supplier<List<JournalEntry>> journal;
    private final Supplier<List<CellRun>> runs;
    private final Map<String, String> answers;

    /**
     * @param journal read at most once, and only if a condition asks for it
     * @param runs read at most once, and only if a condition asks for it
     */
    StepEvidence(
            Machine machine,
            Supplier<List<JournalEntry>> journal,
            Supplier<List<CellRun>> runs,
            Map<String, String> answers) {
        this.machine = machine;
        this.journal = new Once<>(journal);
        this.runs = new Once<>(runs);
        this.answers = Map.copyOf(answers);
    }

    @Override
    public MachineView machine() {
        return machine.observe();
    }

    @Override
    public Optional<FileFact> file(Place place, String path) {
        return machine.stat(place, path);
    }

    @Override
    public ProbeResult probe(Place place, List<String> command) {
        return machine.probe(place, command);
    }

    @Override
    public HttpFact http(Place place, String url) {
        return machine.get(place, url);
    }

    @Override
    public List<JournalEntry> journal() {
        return journal.get();
    }

    @Override
    public Map<String, String> answers() {
        return answers;
    }

    @Override
    public List<CellRun> runs() {
        return runs.get();
    }

    /** Asks its source once; for one thread. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> source;
        private Optional<T> value = Optional.empty();

        Once(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public T get() {
            if (value.isEmpty()) {
                value = Optional.of(source.get());
            }
            return value.get();
        }
    }
}
