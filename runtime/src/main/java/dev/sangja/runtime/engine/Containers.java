package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerEvent;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerLog;
import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerPlaces;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerProcess;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerRegister;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.container.EngineFacts;
import dev.sangja.runtime.container.ExecSpec;
import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.container.LogLine;
import dev.sangja.runtime.container.LogRequest;
import dev.sangja.runtime.container.RestartPolicy;
import dev.sangja.runtime.container.Session;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.layer.LayerComparison;
import dev.sangja.runtime.layer.ScanLimits;
import dev.sangja.runtime.layer.UpperScan;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.ProcessTable;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.ProcessView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The containers of a machine, made by system calls.
 *
 * <p>One object serves one command, with that command's recorder; the state behind it is shared. Safe for use by
 * several threads.
 */
final class Containers implements ContainerOperations {
    private static final Duration STOP_GRACE = Duration.ofSeconds(10); // Docker's default
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10); // as dockerd's ContainerKill
    private static final long LOG_BYTES = 4L << 20;

    private final Shared shared;
    private final Linux linux;

    private Containers(Shared shared, Linux linux) {
        this.shared = shared;
        this.linux = linux;
    }

    /** The containers that lie in the machine's files; those that ran when it last ended have ended with it. */
    static Containers open(
            Linux linux,
            Nursery nursery,
            Workbench workbench,
            ImageCatalog images,
            Supervision supervision,
            EngineFactsSource facts,
            EngineConfiguration configuration) {
        ContainerRegister register =
                new ContainerRegister(Path.of(EnginePaths.CONTAINERS), Clock.systemUTC(), RandomGenerator.getDefault());
        register.leftovers().forEach(Containers::deleteTree);
        return new Containers(
                new Shared(
                        register,
                        images,
                        new ContainerLauncher(nursery, workbench, supervision, configuration),
                        new ProcessTable(Path.of("/proc")),
                        facts,
                        new ConcurrentHashMap<>(),
                        new ConcurrentHashMap<>(),
                        new CopyOnWriteArrayList<>()),
                linux);
    }

    /** Who is told of a container whose writable layer is about to be removed. */
    void onLeaving(Consumer<ContainerRecord> receiver) {
        shared.leaving.add(receiver);
    }

    /** The same containers, with every system call recorded elsewhere. */
    Containers recordedBy(Linux recorded) {
        return new Containers(shared, recorded);
    }

    @Override
    public EngineFacts engine() {
        return shared.facts.now();
    }

    @Override
    public List<ImageDetails> images() {
        return shared.images.all();
    }

    @Override
    public List<ContainerRecord> containers() {
        return shared.register.all();
    }

    @Override
    public Created create(ContainerSpec spec, ImageDetails image) {
        shared.launcher.check(spec);
        ContainerRecord container =
                shared.register.create(spec, image, Runtime.getRuntime().availableProcessors());
        try {
            root(container).create();
        } catch (IOException failure) {
            shared.register.remove(container.id());
            throw new ContainerProblem.EngineFailed("creating the directories of " + container.name(), failure);
        }
        return new Created(container, shared.launcher.warnings(spec));
    }

    @Override
    public Session start(ContainerId id, Attachment attachment) {
        ContainerRecord container = shared.register.get(id);
        if (container.state().isRunning()) {
            Live live = live(id);
            live.streams().join(attachment);
            return cancellation -> awaitSession(id, live, cancellation);
        }
        ContainerLog log = log(id);
        log.begin();
        ContainerLauncher.Started started;
        try {
            started = shared.launcher.start(linux, container, root(container), owner(container), attachment, log);
        } catch (ContainerProblem.CommandFailed failure) {
            failed(id, failure.exitCode(), failure);
            throw failure;
        } catch (SyscallException | UncheckedIOException failure) {
            ContainerProblem problem = new ContainerProblem.EngineFailed(
                    "failed to create task for container: " + failure.getMessage(), failure);
            failed(id, 128, problem);
            throw problem;
        }
        Live live = new Live(started, log);
        shared.live.put(id, live);
        long ticks = shared.table
                .read(started.pid(), "")
                .map(ProcessView::startTicks)
                .orElse(0L);
        shared.register.apply(id, new ContainerEvent.Started(Clock.systemUTC().instant(), started.pid(), ticks));
        Thread waiter = new Thread(() -> awaitEnd(id, live), "container");
        waiter.setDaemon(true);
        waiter.start();
        return cancellation -> awaitSession(id, live, cancellation);
    }

    private void failed(ContainerId id, int exitCode, ContainerProblem problem) {
        shared.register.apply(id, new ContainerEvent.StartFailed(exitCode, String.valueOf(problem.getMessage())));
        if (shared.register.get(id).spec().life().autoRemove()) {
            remove(id, true, true);
        }
    }

    /** Runs on the container's own thread, from its start to its end. */
    private void awaitEnd(ContainerId id, Live live) {
        int code = live.started().process().await();
        live.streams().finish();
        live.log().end();
        live.started().process().close();
        boolean outOfMemory = live.started().group().outOfMemory();
        live.started().group().remove();
        shared.live.remove(id);
        ContainerRecord ended = shared.register.apply(
                id, new ContainerEvent.Exited(Clock.systemUTC().instant(), code, outOfMemory));
        live.ended().complete(code);
        if (ended.spec().life().autoRemove()) {
            remove(id, true, true);
        }
    }

    private int awaitSession(ContainerId id, Live live, Cancellation cancellation) {
        try {
            shared.register.await(
                    id, now -> !now.state().isRunning() && !now.spec().life().autoRemove(), cancellation);
        } catch (CancellationException gone) {
            live.streams().leave();
            throw gone;
        }
        return live.ended().join();
    }

    @Override
    public Session exec(ContainerId id, ExecSpec spec, Attachment attachment) {
        ContainerRecord container = shared.register.get(id);
        if (!container.state().isRunning()) {
            throw ContainerProblem.WrongState.notRunning(id);
        }
        try {
            ContainerLauncher.Started started = shared.launcher.exec(
                    linux,
                    container,
                    container.state().pid(),
                    live(id).started().group(),
                    spec,
                    attachment);
            return cancellation -> {
                int code = started.process().await(cancellation);
                started.streams().finish();
                started.process().close();
                return code;
            };
        } catch (SyscallException | UncheckedIOException failure) {
            throw new ContainerProblem.EngineFailed("exec failed: " + failure.getMessage(), failure);
        }
    }

    @Override
    public int await(ContainerId id, Cancellation cancellation) {
        Optional<Live> live = Optional.ofNullable(shared.live.get(id));
        Optional<ContainerRecord> ended =
                shared.register.await(id, now -> !now.state().isRunning(), cancellation);
        return ended.map(now -> now.state().exitCode())
                .or(() -> live.map(was -> was.ended().join()))
                .orElse(0);
    }

    @Override
    public void signal(ContainerId id, String reference, Signal signal) {
        ContainerRecord container = shared.register.get(id);
        if (!container.state().isRunning()) {
            throw ContainerProblem.WrongState.cannotKill(reference, id);
        }
        if (signal.equals(Signal.KILL) || signal.equals(container.process().stopSignal())) {
            shared.register.apply(id, new ContainerEvent.StopRequested());
        }
        Live live = live(id);
        send(live, signal);
        if (signal.equals(Signal.KILL)) {
            // As dockerd does: who is told that a container was killed finds it ended.
            live.endedWithin(KILL_PATIENCE, new Cancellation());
        }
    }

    private void send(Live live, Signal signal) {
        try {
            linux.signal(live.started().process().pidfd(), signal.number());
        } catch (SyscallException ended) {
            // ESRCH: it ended between the look and the signal, which is what a signal is mostly for.
        }
    }

    @Override
    public void stop(ContainerId id, Optional<Signal> signal, Optional<Duration> timeout, Cancellation cancellation) {
        ContainerRecord container = shared.register.get(id);
        Optional<Live> live = Optional.ofNullable(shared.live.get(id));
        if (!container.state().isRunning() || live.isEmpty()) {
            return;
        }
        shared.register.apply(id, new ContainerEvent.StopRequested());
        send(live.get(), signal.orElse(container.process().stopSignal()));
        Duration grace = timeout.or(() -> container.spec().life().stopTimeout()).orElse(STOP_GRACE);
        if (!live.get().endedWithin(grace, cancellation)) {
            send(live.get(), Signal.KILL);
        }
        awaitSession(id, live.get(), cancellation);
    }

    @Override
    public void restart(
            ContainerId id, Optional<Signal> signal, Optional<Duration> timeout, Cancellation cancellation) {
        stop(id, signal, timeout, cancellation);
        start(id, Attachment.none(shared.register.get(id).spec().process().terminal()));
    }

    @Override
    public void remove(ContainerId id, boolean force, boolean volumes) {
        ContainerRecord container = shared.register.get(id);
        if (container.state().isRunning()) {
            if (!force) {
                throw ContainerProblem.WrongState.stillRunning(container.name());
            }
            shared.register.apply(id, new ContainerEvent.StopRequested());
            Live live = live(id);
            send(live, Signal.KILL);
            live.ended().join();
            if (container.spec().life().autoRemove()) {
                return;
            }
        }
        shared.leaving.forEach(told -> told.accept(container));
        Path directory = shared.register.directory(id);
        shared.logs.remove(id);
        shared.register.remove(id);
        deleteTree(directory);
    }

    @Override
    public void pause(ContainerId id) {
        ContainerRecord container = shared.register.get(id);
        if (!container.state().isRunning()) {
            throw ContainerProblem.WrongState.notRunning(id);
        }
        live(id).started().group().freeze();
        shared.register.apply(id, new ContainerEvent.Paused());
    }

    @Override
    public void unpause(ContainerId id) {
        shared.register.get(id);
        live(id).started().group().thaw();
        shared.register.apply(id, new ContainerEvent.Unpaused());
    }

    @Override
    public void rename(ContainerId id, String name) {
        shared.register.rename(id, name);
    }

    @Override
    public List<String> update(ContainerId id, LimitSpec limits, Optional<RestartPolicy> restart) {
        ContainerRecord container = shared.register.get(id);
        LimitSpec merged = container.spec().limits().with(limits);
        List<String> warnings = Optional.ofNullable(shared.live.get(id))
                .map(live -> live.started().group().apply(merged))
                .orElse(List.of());
        shared.register.apply(id, new ContainerEvent.Updated(merged, restart));
        return warnings;
    }

    @Override
    public void logs(ContainerId id, LogRequest request, Consumer<LogLine> sink, Cancellation cancellation) {
        shared.register.get(id);
        log(id).read(request, sink, cancellation);
    }

    @Override
    public List<ContainerProcess> processes(ContainerId id) {
        ContainerRecord container = shared.register.get(id);
        if (!container.state().isRunning()) {
            throw ContainerProblem.WrongState.notRunning(id);
        }
        return ContainerProcesses.of(shared.table, container.state().pid());
    }

    @Override
    public ContainerUsage usage(ContainerId id) {
        shared.register.get(id);
        return Optional.ofNullable(shared.live.get(id))
                .map(live -> live.started().group().usage())
                .orElse(new ContainerUsage(System.nanoTime(), 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Override
    public List<LayerChange> changes(ContainerId id) {
        ContainerRoot root = root(shared.register.get(id));
        UpperScan scan =
                new UpperScan(root.upper(), root.lower().stream().map(Path::of).toList(), ScanLimits.DEFAULT);
        try {
            return LayerComparison.whole("", id.value(), scan.take(), ScanLimits.DEFAULT)
                    .changes();
        } catch (IOException failure) {
            throw new ContainerProblem.EngineFailed("reading the writable layer of " + id.value(), failure);
        }
    }

    @Override
    public FileTree files(ContainerId id) {
        ContainerRecord container = shared.register.get(id);
        return container.state().isRunning()
                ? ContainerFileTree.seenBy(linux, container.state().pid())
                : ContainerFileTree.of(linux, root(container));
    }

    @Override
    public ContainerPlaces places(ContainerId id) {
        ContainerRecord container = shared.register.get(id);
        ContainerRoot root = root(container);
        return new ContainerPlaces(
                root.lower(),
                root.upper().toString(),
                root.work().toString(),
                root.merged().toString(),
                shared.register.directory(id).resolve("log").toString(),
                List.of());
    }

    @Override
    public long writableBytes(ContainerId id) {
        try (Stream<Path> tree = Files.walk(root(shared.register.get(id)).upper())) {
            return tree.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException changing) {
            return 0;
        }
    }

    /** The containers as a receipt shows them. */
    List<ContainerView> views() {
        return shared.register.all().stream()
                .map(container -> new ContainerView(
                        container.id().value(),
                        container.name(),
                        container.spec().image(),
                        container.state().status().word(),
                        container.state().pid(),
                        container.state().exitCode(),
                        container.state().outOfMemory(),
                        container.createdAt(),
                        container.state().startedAt(),
                        container.state().finishedAt()))
                .toList();
    }

    /** Process 1 of a running container, given by name or id. */
    int processOf(String reference) {
        ContainerRecord container;
        try {
            container = ContainerLookup.container(shared.register.all(), reference);
        } catch (ContainerProblem problem) {
            throw new IllegalArgumentException(problem.getMessage(), problem);
        }
        if (!container.state().isRunning()) {
            throw new IllegalArgumentException("container " + reference + " is not running");
        }
        return container.state().pid();
    }

    private Optional<ContainerRecord> owner(ContainerRecord container) {
        if (container.spec().network() instanceof dev.sangja.runtime.container.NetworkMode.OfContainer of) {
            ContainerRecord owner = ContainerLookup.container(shared.register.all(), of.container());
            if (!owner.state().isRunning()) {
                throw ContainerProblem.WrongState.noNetworkToJoin(owner);
            }
            return Optional.of(owner);
        }
        return Optional.empty();
    }

    /** Where its layers lie. */
    ContainerRoot root(ContainerRecord container) {
        return new ContainerRoot(
                shared.register.directory(container.id()), shared.images.lowerDirectories(container.imageId()));
    }

    private ContainerLog log(ContainerId id) {
        return shared.logs.computeIfAbsent(
                id,
                key -> new ContainerLog(shared.register.directory(key).resolve("log"), LOG_BYTES, Clock.systemUTC()));
    }

    private Live live(ContainerId id) {
        return Optional.ofNullable(shared.live.get(id)).orElseThrow(() -> ContainerProblem.WrongState.notRunning(id));
    }

    private static void deleteTree(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted(Comparator.reverseOrder()).forEach(paths::add);
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException failure) {
            throw new ContainerProblem.EngineFailed("removing " + directory.getFileName(), failure);
        }
    }

    /** What all commands share. */
    private record Shared(
            ContainerRegister register,
            ImageCatalog images,
            ContainerLauncher launcher,
            ProcessTable table,
            EngineFactsSource facts,
            Map<ContainerId, Live> live,
            Map<ContainerId, ContainerLog> logs,
            List<Consumer<ContainerRecord>> leaving) {}

    /** A container that runs. */
    private record Live(
            ContainerLauncher.Started started,
            ContainerLog log,
            java.util.concurrent.CompletableFuture<Integer> ended) {
        Live(ContainerLauncher.Started started, ContainerLog log) {
            this(started, log, new java.util.concurrent.CompletableFuture<>());
        }

        ProcessStreams streams() {
            return started.streams();
        }

        boolean endedWithin(Duration grace, Cancellation cancellation) {
            long end = System.nanoTime() + grace.toNanos();
            while (grace.isNegative() || System.nanoTime() < end) {
                cancellation.check();
                long left = grace.isNegative() ? 100_000_000L : Math.min(end - System.nanoTime(), 100_000_000L);
                try {
                    ended.get(Math.max(left, 1), java.util.concurrent.TimeUnit.NANOSECONDS);
                    return true;
                } catch (java.util.concurrent.TimeoutException notYet) {
                    cancellation.check();
                } catch (java.util.concurrent.ExecutionException | InterruptedException failure) {
                    throw new CancellationException(String.valueOf(failure.getMessage()));
                }
            }
            return false;
        }
    }
}
