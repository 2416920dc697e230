package dev.sangja.lessons.check;

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.probe.FileFact;
import dev.sangja.runtime.probe.HttpFact;
import dev.sangja.runtime.probe.Place;
import dev.sangja.runtime.probe.ProbeResult;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.NamespaceView;
import dev.sangja.runtime.receipt.ProcessView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evidence made up by hand for tests of the language; the shell is the process 10 if there is one. */
final class FakeEvidence implements Evidence {
    private static final int SHELL = 10;

    private final List<ProcessView> processes;
    private final List<NamespaceView> namespaces = new ArrayList<>();
    private final List<ContainerView> containers = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final List<CellRun> runs = new ArrayList<>();
    private final Map<String, FileFact> files = new HashMap<>();
    private final Map<String, String> probes = new HashMap<>();
    private String hostname = "lab";

    private FakeEvidence(List<ProcessView> processes) {
        this.processes = processes;
    }

    static FakeEvidence of(FakeProcess... processes) {
        List<ProcessView> views = new ArrayList<>();
        for (FakeProcess process : processes) {
            views.add(process.view());
        }
        return new FakeEvidence(views);
    }

    static FakeProcess process(int pid, String commandLine) {
        Map<NamespaceType, Long> own = new EnumMap<>(NamespaceType.class);
        for (NamespaceType type : NamespaceType.values()) {
            own.put(type, 1L + own.size());
        }
        return new FakeProcess(pid, commandLine, own);
    }

    /** A process to be; every namespace is the lab host's until it is told otherwise. */
    record FakeProcess(int pid, String commandLine, Map<NamespaceType, Long> own) {
        FakeProcess in(NamespaceType type, long inode) {
            own.put(type, inode);
            return this;
        }

        ProcessView view() {
            List<String> words = List.of(commandLine.split(" "));
            return new ProcessView(pid, List.of(pid, 1), SHELL, words.get(0), words, "S", 0, pid, "/", "", own);
        }
    }

    FakeEvidence named(String name) {
        hostname = name;
        return this;
    }

    FakeEvidence namespace(NamespaceType type, long inode, String... facts) {
        namespaces.add(new NamespaceView(type, inode, List.of(facts)));
        return this;
    }

    FakeEvidence container(String name, String state, int pid) {
        containers.add(new ContainerView(
                "id-" + name,
                name,
                "lab/base:1",
                state,
                pid,
                0,
                false,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    FakeEvidence answer(String field, String value) {
        answers.put(field, value);
        return this;
    }

    FakeEvidence ran(CellRun run) {
        runs.add(run);
        return this;
    }

    FakeEvidence file(String path, String text) {
        files.put(path, new FileFact("file", 0644, 0, 0, text.length(), "", "", text, Map.of()));
        return this;
    }

    FakeEvidence answers(String command, String output) {
        probes.put(command, output);
        return this;
    }

    FakeEvidence called(int pid, Outcome outcome, String name, Argument... arguments) {
        journal.add(new JournalEntry(
                journal.size(),
                Origin.LEARNER,
                pid,
                "sh",
                "",
                0,
                1_500_000,
                new SyscallCall(name, List.of(arguments)),
                outcome));
        return this;
    }

    static Argument text(String name, String value) {
        return new Argument(name, new ArgumentValue.Text(value, false));
    }

    static Argument flags(String name, String... names) {
        return new Argument(name, new ArgumentValue.Flags(List.of(names), 0));
    }

    static Argument whole(String name, long value) {
        return new Argument(name, new ArgumentValue.Whole(value));
    }

    static Argument symbol(String name, String value) {
        return new Argument(name, new ArgumentValue.Symbol(value));
    }

    static Argument words(String name, String... values) {
        return new Argument(name, new ArgumentValue.Words(List.of(values), false));
    }

    @Override
    public MachineView machine() {
        boolean shell = processes.stream().anyMatch(process -> process.pid() == SHELL);
        return new MachineView(
                Instant.EPOCH, hostname, shell ? SHELL : 0, processes, namespaces, containers, List.of());
    }

    @Override
    public Optional<FileFact> file(Place place, String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public ProbeResult probe(Place place, List<String> command) {
        String output = probes.get(String.join(" ", command));
        return output == null ? new ProbeResult(127, "not found") : new ProbeResult(0, output);
    }

    @Override
    public HttpFact http(Place place, String url) {
        return new HttpFact(0, Map.of(), "", "connection refused");
    }

    @Override
    public List<JournalEntry> journal() {
        return journal;
    }

    @Override
    public Map<String, String> answers() {
        return answers;
    }

    @Override
    public List<CellRun> runs() {
        return runs;
    }
}
