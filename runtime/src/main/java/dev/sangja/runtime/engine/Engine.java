package dev.sangja.runtime.engine;

import dev.sangja.runtime.limits.ResourceLimits;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.namespace.NamespaceFacts;
import dev.sangja.runtime.process.ProcessTable;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.runtime.receipt.ProcessView;
import dev.sangja.runtime.trace.Attribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A machine's engine, once it is configured. Messages come on one thread; cells run on another, questions on two. */
final class Engine {
    private static final int ENGINE_TASKS = 64;
    private static final int UNREACHABLE = 3;

    private final Wire wire;
    private final Linux linux;
    private final ProcessTable table = new ProcessTable(Path.of("/proc"));
    private final NamespaceFacts facts;
    private final Tracing tracing = new Tracing();
    private final MachineGroups groups;
    private final Workbench workbench;
    private final Containers containers;
    private final Probes probes;
    private final Terminals terminals;
    private final CellRunner cells;
    private final Door door;
    private final RunRecording recording;
    private final RunMeter meter;
    private final DiskWatch watched;
    private final ResourceLimits limits;
    private final Map<Integer, CompletableFuture<ExitStatus>> ends = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<EngineRequest.RunCell> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService questions = Executors.newFixedThreadPool(2, work -> daemon(work, "question"));

    Engine(EngineConfiguration configuration, Wire wire, Linux linux) {
        this.wire = wire;
        this.linux = linux;
        this.facts = new NamespaceFacts(linux);
        this.limits = limits(configuration);
        this.groups = MachineGroups.open(linux, configuration);
        InitProgram.install();
        this.workbench = Workbench.build(linux, configuration);
        Nursery nursery = new Nursery(linux);
        linux.setHostName(configuration.hostname());
        linux.bringInterfaceUp("lo");
        this.containers = Containers.open(
                linux,
                nursery,
                workbench,
                StoreCatalog.open(Path.of(EnginePaths.STORE)),
                new LiveSupervision(linux, tracing, groups),
                () -> EngineSelf.facts(configuration),
                configuration);
        World learner = workbench.entry().then(workbench.learner()).then(workbench.filter());
        this.probes = new Probes(linux, new Places(linux, workbench, containers::processOf), workbench, groups);
        this.terminals = new Terminals(linux, nursery, workbench, learner, this::bound, this::send);
        this.cells =
                new CellRunner(linux, table, () -> CellShell.start(linux, nursery, learner, variables(), this::bound));
        DiskWatch disk = DiskWatch.of(linux, configuration.diskBytes());
        Optional<MemoryWatch> memory = configuration.controlGroups() == 0
                ? Optional.of(new MemoryWatch(Path.of("/proc"), configuration.memoryBytes(), this::kill))
                : Optional.empty();
        this.meter = new RunMeter(groups, table, disk, memory, configuration);
        this.watched = disk;
        daemon(new MachineWatch(disk, memory, meter::acted)::run, "watch").start();
        WritableLayers layers =
                new WritableLayers(configuration.workbenchLayers(), containers::containers, containers::root);
        containers.onLeaving(layers::leaving);
        this.recording = new RunRecording(tracing, layers, meter, this::observe);
        this.door = new Door(linux, new DockerDoor(containers, linux, recording::recorder));
        door.open(DockerDoor.NAMES);
        daemon(this::runCells, "cells").start();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The bounds of each single process, beside those of all of them together. */
    private static ResourceLimits limits(EngineConfiguration configuration) {
        ResourceLimits each = ResourceLimits.workload(configuration.openFiles(), configuration.diskBytes());
        // The engine's own threads have the same user. The watch over all memory comes first, and says that it did.
        long tasks = (long) configuration.processes() + ENGINE_TASKS;
        return configuration.controlGroups() == 0
                ? each.withoutControlGroups(tasks, 2 * configuration.memoryBytes())
                : each;
    }

    /** What the shells of the workbench know of this machine. */
    private Map<String, String> variables() {
        return groups.variables();
    }

    /** Puts a held child of the workbench under the machine's limits and before the tracer. */
    private void bound(int pid) {
        groups.enterBench(pid);
        limits.apply(linux, pid);
        ends.put(pid, tracing.watch(pid, Attribution.learner()));
    }

    /** Takes one message. */
    void take(EngineRequest request) {
        if (request instanceof EngineRequest.RunCell cell) {
            waiting.add(cell);
        } else if (request instanceof EngineRequest.Interrupt interrupt) {
            cells.interrupt(interrupt.run());
        } else if (request instanceof EngineRequest.Question question) {
            questions.execute(() -> answer(question));
        } else if (request instanceof EngineRequest.OpenTerminal open) {
            terminals.open(open, variables());
        } else if (request instanceof EngineRequest.TypeKeys keys) {
            terminals.type(keys);
        } else if (request instanceof EngineRequest.ResizeTerminal size) {
            terminals.resize(size);
        } else if (request instanceof EngineRequest.CloseTerminal close) {
            terminals.close(close);
        }
    }

    private void answer(EngineRequest.Question question) {
        EngineEvent event;
        try {
            event = new EngineEvent.Answered(question.number(), wire.tree(answerTo(question)));
        } catch (RuntimeException failure) {
            event = new EngineEvent.Refused(question.number(), String.valueOf(failure.getMessage()));
        }
        send(event);
    }

    private Object answerTo(EngineRequest.Question question) {
        if (question instanceof EngineRequest.Observe) {
            return observe();
        }
        if (question instanceof EngineRequest.Probe probe) {
            return probes.run(probe.place(), probe.command());
        }
        if (question instanceof EngineRequest.Stat stat) {
            return probes.stat(stat.place(), stat.path());
        }
        if (question instanceof EngineRequest.Get get) {
            return probes.get(get.place(), get.url());
        }
        if (question instanceof EngineRequest.Prepare prepare) {
            return probes.prepare(prepare.script());
        }
        if (question instanceof EngineRequest.WriteFile file) {
            probes.write(file.path(), file.content().bytes(), file.mode());
            return true;
        }
        if (question instanceof EngineRequest.JournalSince since) {
            return tracing.since(since.sequence());
        }
        throw new IllegalArgumentException("no answer to " + question.getClass().getSimpleName());
    }

    private void runCells() {
        while (true) {
            try {
                EngineRequest.RunCell request = waiting.take();
                send(new EngineEvent.RunEnded(
                        request.run(), recording.record(request.run(), request.level(), () -> run(request))));
                endIfUnreachable();
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /**
     * A learner who unmounts everything takes from the shell the place where it finds its cells. No cell can run any
     * more, so the machine ends and says why: its files are kept for the next one.
     */
    private void endIfUnreachable() {
        Path seen = Path.of("/proc/" + cells.shellPid() + "/root" + Workbench.CELLS_SEEN);
        try {
            if (Files.isSameFile(seen, Path.of(EnginePaths.CELLS))) {
                return;
            }
        } catch (IOException gone) {
            // There is nothing of that name any more.
        }
        EngineMain.complain("the workbench's file systems were unmounted: " + Workbench.CELLS_SEEN + " is gone");
        Runtime.getRuntime().halt(UNREACHABLE);
    }

    private Ending run(EngineRequest.RunCell request) {
        return cells.run(request, new Listener(request));
    }

    private MachineView observe() {
        Orphans.reap(linux, table, pid -> tracing.traces(pid) || ends.containsKey(pid));
        Map<Long, String> byNamespace = new HashMap<>();
        containers.views().stream()
                .filter(container -> container.pid() > 0)
                .forEach(container -> table.read(container.pid(), "")
                        .map(init -> init.namespaces().getOrDefault(NamespaceType.PID, 0L))
                        .ifPresent(inode -> byNamespace.put(inode, container.id())));
        List<ProcessView> processes = table.read(pid -> "").stream()
                .map(process -> process.inContainer(
                        byNamespace.getOrDefault(process.namespaces().getOrDefault(NamespaceType.PID, 0L), "")))
                .toList();
        String hostname;
        try {
            hostname = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new MachineView(
                Instant.now(),
                hostname,
                cells.shellPid(),
                processes,
                facts.of(processes),
                containers.views(),
                meter.gauges());
    }

    private void kill(int pid) {
        try {
            linux.kill(pid, Signals.SIGKILL);
        } catch (SyscallException gone) {
            // ESRCH: it ended by itself meanwhile.
        }
    }

    private void send(EngineEvent event) {
        try {
            wire.write(event);
        } catch (IOException serverGone) {
            // Nobody listens any more: the machine ends, and the kernel takes back all that is in it.
            Runtime.getRuntime().halt(0);
        }
    }

    /** Hears one cell. */
    private final class Listener implements CellListener {
        private final EngineRequest.RunCell request;

        Listener(EngineRequest.RunCell request) {
            this.request = request;
        }

        @Override
        public void started() {
            send(new EngineEvent.RunStarted(request.run()));
        }

        @Override
        public void output(OutputStreamName stream, String text) {
            send(new EngineEvent.RunOutput(request.run(), stream, text));
        }

        @Override
        public Optional<LimitEvent> exceeded() {
            return watched.exceeded();
        }

        @Override
        public Optional<LimitEvent> overrun() {
            return meter.crowded();
        }

        @Override
        public void stopped(LimitEvent limit) {
            meter.acted(limit);
        }

        @Override
        public void freeze() {
            groups.freezeBench();
        }

        @Override
        public void thaw() {
            groups.thawBench();
        }

        @Override
        public ExitStatus shellEnded(CellShell shell) {
            CompletableFuture<ExitStatus> end = ends.remove(shell.pid());
            return end == null ? new ExitStatus(9, true) : end.join();
        }

        @Override
        public String containerOf(int pid) {
            return "";
        }
    }
}
