package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Resource;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.machine.OutputStreamName;
import dev.sangja.runtime.namespace.NamespaceFacts;
import dev.sangja.runtime.process.ProcessTable;
import dev.sangja.runtime.receipt.Cost;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.MachineView;
import dev.sangja.runtime.receipt.ProcessView;
import dev.sangja.runtime.receipt.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A machine's engine, once it is configured. Messages come on one thread; cells run on another, questions on two. */
final class Engine {
    private static final int MOST_ENTRIES = 20_000;

    private final EngineConfiguration configuration;
    private final Wire wire;
    private final Linux linux;
    private final ProcessTable table = new ProcessTable(Path.of("/proc"));
    private final NamespaceFacts facts;
    private final Nursery nursery;
    private final Workbench workbench;
    private final Places places;
    private final Probes probes;
    private final Terminals terminals;
    private final CellRunner cells;
    private final LinkedBlockingQueue<EngineRequest.RunCell> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService questions = Executors.newFixedThreadPool(2, work -> daemon(work, "question"));

    Engine(EngineConfiguration configuration, Wire wire, Linux linux) {
        this.configuration = configuration;
        this.wire = wire;
        this.linux = linux;
        this.facts = new NamespaceFacts(linux);
        this.workbench = Workbench.build(linux, configuration);
        this.nursery = new Nursery(linux);
        linux.setHostName(configuration.hostname());
        linux.bringInterfaceUp("lo");
        this.places = new Places(linux, workbench, this::processOfContainer);
        this.probes = new Probes(linux, places, workbench);
        this.terminals = new Terminals(
                linux, nursery, workbench, workbench.entry().then(workbench.learner()), this::bound, this::send);
        this.cells = new CellRunner(linux, table, this::startShell);
        daemon(this::runCells, "cells").start();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private CellShell startShell() {
        return CellShell.start(
                linux, nursery, workbench.entry().then(workbench.learner()), Map.of(), pid -> bound(pid));
    }

    /** Puts a child of the workbench under the limits of the machine. */
    private void bound(int pid) {
        linux.limit(pid, Resource.NOFILE, configuration.openFiles(), configuration.openFiles());
        linux.limit(pid, Resource.CORE, 0, 0);
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
            terminals.open(open, Map.of());
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
        } catch (SyscallException | UncheckedIOException | IllegalArgumentException failure) {
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
        throw new IllegalArgumentException("no answer to " + question.getClass().getSimpleName());
    }

    private int processOfContainer(String container) {
        throw new IllegalArgumentException("No such container: " + container);
    }

    private void runCells() {
        while (true) {
            try {
                runOne(waiting.take());
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void runOne(EngineRequest.RunCell request) {
        MachineView before = observe();
        Instant startedAt = Instant.now();
        long began = System.nanoTime();
        RunJournal journal = new RunJournal(MOST_ENTRIES, began);
        Ending ending = cells.run(request, new Listener(request));
        long wall = System.nanoTime() - began;
        MachineView after = observe();
        send(new EngineEvent.RunEnded(
                request.run(),
                new Receipt(
                        request.run(),
                        request.level(),
                        startedAt,
                        ending,
                        journal.close(),
                        List.of(),
                        new Cost(wall, -1, -1, 0, 0, -1),
                        List.of(),
                        before,
                        after)));
    }

    private MachineView observe() {
        List<ProcessView> processes = table.read(pid -> "");
        String hostname;
        try {
            hostname = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new MachineView(
                Instant.now(), hostname, cells.shellPid(), processes, facts.of(processes), List.of(), List.of());
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
        public Optional<String> exceeded() {
            return Optional.empty();
        }

        @Override
        public ExitStatus shellEnded(CellShell shell) {
            return linux.awaitExit(shell.pidfd());
        }

        @Override
        public String containerOf(int pid) {
            return "";
        }
    }
}
