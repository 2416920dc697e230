package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerEvent;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerPlaces;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerProcess;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.container.EngineFacts;
import dev.sangja.runtime.container.ExecSpec;
import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.container.LogLine;
import dev.sangja.runtime.container.LogRequest;
import dev.sangja.runtime.container.NetworkEndpoint;
import dev.sangja.runtime.container.RestartPolicy;
import dev.sangja.runtime.container.Session;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.container.SpecRules;
import dev.sangja.runtime.layer.LayerComparison;
import dev.sangja.runtime.layer.ScanLimits;
import dev.sangja.runtime.layer.UpperScan;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.network.Sandbox;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.LayerChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

    private final ContainerWorks works;
    private final ContainerLives lives;
    private final Linux linux;

    private Containers(ContainerWorks works, ContainerLives lives, Linux linux) {
        this.works = works;
        this.lives = lives;
        this.linux = linux;
    }

    /** The containers of these works; what was left of such as were being made or removed is cleared away. */
    static Containers open(ContainerWorks works) {
        works.register().leftovers().forEach(Containers::deleteTree);
        ContainerRoot.prepare();
        ContainerLives lives = new ContainerLives(works, id -> remove(works, id, true));
        return new Containers(works, lives, works.quiet());
    }

    /** Who is told of what becomes of containers from now on. */
    void onChange(ContainerListener listener) {
        works.alive().listeners().add(listener);
    }

    /** Who is told of a container whose writable layer is about to be removed. */
    void onLeaving(Consumer<ContainerRecord> receiver) {
        works.alive().leaving().add(receiver);
    }

    /** The same containers, with every system call recorded elsewhere. */
    Containers recordedBy(Linux recorded) {
        return new Containers(works, lives, recorded);
    }

    /** Starts those that are to run whenever the machine does. */
    void resume() {
        lives.resume();
    }

    @Override
    public EngineFacts engine() {
        return works.facts().now();
    }

    @Override
    public List<ImageDetails> images() {
        return works.images().all();
    }

    @Override
    public List<ContainerRecord> containers() {
        return works.register().all();
    }

    @Override
    public Created create(ContainerSpec spec, ImageDetails image) {
        works.launcher().check(spec);
        ContainerSpec whole = spec.withMounts(ContainerVolumes.resolve(works.volumes(), spec, image.defaults()));
        ContainerRecord container =
                works.register().create(whole, image, Runtime.getRuntime().availableProcessors());
        try {
            works.root(container).create();
        } catch (IOException failure) {
            works.register().remove(container.id());
            throw new ContainerProblem.EngineFailed("creating the directories of " + container.name(), failure);
        }
        works.alive().listeners().forEach(told -> told.created(container));
        works.tell("create", container);
        List<String> warnings = new ArrayList<>(works.launcher().warnings(spec));
        works.networks().defect().ifPresent(defect -> warnings.add("This host gives containers no network: " + defect));
        return new Created(container, warnings);
    }

    @Override
    public Session start(ContainerId id, Attachment attachment) {
        return lives.start(linux, id, attachment);
    }

    @Override
    public Session exec(ContainerId id, ExecSpec spec, Attachment attachment) {
        ContainerRecord container = requireRunning(id);
        if (container.state().status() == ContainerStatus.PAUSED) {
            throw ContainerProblem.WrongState.pausedExec(container.name());
        }
        String command = String.join(" ", spec.command());
        try {
            works.tell("exec_create: " + command, container);
            ContainerLauncher.Started started = works.launcher()
                    .exec(
                            linux,
                            container,
                            container.state().pid(),
                            works.live(id).started().group(),
                            spec,
                            attachment);
            works.tell("exec_start: " + command, container);
            return cancellation -> {
                int code = started.process().await(cancellation);
                started.streams().finish();
                started.process().close();
                works.tell("exec_die", container, "exitCode", Integer.toString(code));
                return code;
            };
        } catch (SyscallException | UncheckedIOException failure) {
            throw new ContainerProblem.EngineFailed("exec failed: " + failure.getMessage(), failure);
        }
    }

    private ContainerRecord requireRunning(ContainerId id) {
        ContainerRecord container = works.register().get(id);
        if (!container.state().isRunning()) {
            throw ContainerProblem.WrongState.notRunning(id);
        }
        return container;
    }

    @Override
    public int await(ContainerId id, Cancellation cancellation) {
        Optional<Live> live = works.found(id);
        Optional<ContainerRecord> ended =
                works.register().await(id, now -> !now.state().isRunning(), cancellation);
        return ended.map(now -> now.state().exitCode())
                .or(() -> live.map(was -> was.ended().join()))
                .orElse(0);
    }

    @Override
    public void signal(ContainerId id, String reference, Signal signal) {
        ContainerRecord container = works.register().get(id);
        if (!container.state().isRunning()) {
            throw ContainerProblem.WrongState.cannotKill(reference, id);
        }
        if (signal.equals(Signal.KILL) || signal.equals(container.process().stopSignal())) {
            works.register().apply(id, new ContainerEvent.StopRequested());
        }
        Live live = works.live(id);
        send(container, live, signal);
        if (signal.equals(Signal.KILL)) {
            // As dockerd does: who is told that a container was killed finds it ended.
            live.endedWithin(KILL_PATIENCE, new Cancellation());
        }
    }

    private void send(ContainerRecord container, Live live, Signal signal) {
        try {
            linux.signal(live.started().process().pidfd(), signal.number());
            works.tell("kill", container, "signal", Integer.toString(signal.number()));
            if (container.state().status() == ContainerStatus.PAUSED && signal.equals(Signal.KILL)) {
                // A frozen process with version 1 of control groups dies only once it is let go.
                live.started().group().thaw();
            }
        } catch (SyscallException ended) {
            // ESRCH: it ended between the look and the signal, which is what a signal is mostly for.
        }
    }

    @Override
    public void stop(ContainerId id, Optional<Signal> signal, Optional<Duration> timeout, Cancellation cancellation) {
        ContainerRecord container = works.register().get(id);
        Optional<Live> live = works.found(id);
        if (lives.giveUpRestart(id) || !container.state().isRunning() || live.isEmpty()) {
            return;
        }
        works.register().apply(id, new ContainerEvent.StopRequested());
        send(container, live.get(), signal.orElse(container.process().stopSignal()));
        if (container.state().status() == ContainerStatus.PAUSED) {
            live.get().started().group().thaw();
        }
        Duration grace = timeout.or(() -> container.spec().life().stopTimeout()).orElse(STOP_GRACE);
        if (!live.get().endedWithin(grace, cancellation)) {
            send(container, live.get(), Signal.KILL);
        }
        lives.awaitSession(id, live.get(), cancellation);
    }

    @Override
    public void restart(
            ContainerId id, Optional<Signal> signal, Optional<Duration> timeout, Cancellation cancellation) {
        stop(id, signal, timeout, cancellation);
        start(id, Attachment.none(works.register().get(id).spec().process().terminal()));
        works.tell("restart", works.register().get(id));
    }

    @Override
    public void remove(ContainerId id, boolean force, boolean volumes) {
        lives.giveUpRestart(id);
        ContainerRecord container = works.register().get(id);
        if (container.state().isRunning()) {
            if (!force) {
                throw container.state().status() == ContainerStatus.PAUSED
                        ? ContainerProblem.WrongState.stillPaused(container.name())
                        : ContainerProblem.WrongState.stillRunning(container.name());
            }
            works.register().apply(id, new ContainerEvent.StopRequested());
            Live live = works.live(id);
            send(container, live, Signal.KILL);
            live.ended().join();
            if (container.spec().life().autoRemove()) {
                return;
            }
        }
        remove(works, id, volumes);
    }

    private static void remove(ContainerWorks works, ContainerId id, boolean volumes) {
        ContainerRecord container = works.register().get(id);
        works.alive().leaving().forEach(told -> told.accept(container));
        Path directory = works.register().directory(id);
        works.alive().logs().remove(id);
        // Whoever waits for it goes on once the register forgets it, and must then find nothing of it.
        if (volumes) {
            ContainerVolumes.removeAnonymous(works, container);
        }
        works.tell("destroy", container);
        works.register().remove(id);
        deleteTree(directory);
        works.alive().listeners().forEach(told -> told.removed(container));
        works.images().released(container.imageId());
    }

    @Override
    public void pause(ContainerId id) {
        if (requireRunning(id).state().status() == ContainerStatus.PAUSED) {
            throw ContainerProblem.WrongState.alreadyPaused(id);
        }
        works.live(id).started().group().freeze();
        works.tell("pause", works.register().apply(id, new ContainerEvent.Paused()));
    }

    @Override
    public void unpause(ContainerId id) {
        if (works.register().get(id).state().status() != ContainerStatus.PAUSED) {
            throw ContainerProblem.WrongState.notPaused(id);
        }
        works.live(id).started().group().thaw();
        works.tell("unpause", works.register().apply(id, new ContainerEvent.Unpaused()));
    }

    @Override
    public void rename(ContainerId id, String name) {
        ContainerRecord before = works.register().get(id);
        ContainerRecord now = works.register().rename(id, name);
        works.alive().listeners().forEach(told -> told.renamed(before, now));
        works.tell("rename", now, "oldName", "/" + before.name());
    }

    @Override
    public List<String> update(ContainerId id, LimitSpec limits, Optional<RestartPolicy> restart) {
        ContainerRecord container = works.register().get(id);
        restart.ifPresent(SpecRules::checkRestart);
        SpecRules.checkLimits(limits, Runtime.getRuntime().availableProcessors());
        if (restart.isPresent() && container.spec().life().autoRemove()) {
            throw new ContainerProblem.InvalidParameter(
                    "Restart policy cannot be updated because AutoRemove is enabled" + " for the container");
        }
        LimitSpec merged = container.spec().limits().with(limits);
        List<String> warnings = works.found(id)
                .map(live -> live.started().group().apply(merged))
                .orElse(List.of());
        works.tell("update", works.register().apply(id, new ContainerEvent.Updated(merged, restart)));
        return warnings;
    }

    @Override
    public void logs(ContainerId id, LogRequest request, Consumer<LogLine> sink, Cancellation cancellation) {
        works.register().get(id);
        works.log(id).read(request, sink, cancellation);
    }

    @Override
    public List<ContainerProcess> processes(ContainerId id) {
        ContainerRecord container = works.register().get(id);
        if (!container.state().isRunning()) {
            throw ContainerProblem.WrongState.notRunning(id);
        }
        return ContainerProcesses.of(works.alive().table(), container.state().pid());
    }

    @Override
    public ContainerUsage usage(ContainerId id) {
        ContainerRecord container = works.register().get(id);
        return works.found(id)
                .map(live -> InterfaceCounters.of(container.state().pid())
                        .in(live.started().group().usage()))
                .orElse(new ContainerUsage(System.nanoTime(), 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Override
    public List<LayerChange> changes(ContainerId id) {
        ContainerRoot root = root(works.register().get(id));
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
        ContainerRecord container = works.register().get(id);
        return container.state().isRunning()
                ? ContainerFileTree.seenBy(linux, container.state().pid())
                : ContainerFileTree.of(linux, root(container));
    }

    @Override
    public ContainerPlaces places(ContainerId id) {
        ContainerRecord container = works.register().get(id);
        String kept = StoreView.SEEN + "/.containers/" + id.value();
        String named = StoreView.SEEN + "/containers/" + container.name();
        return new ContainerPlaces(
                StoreView.layers(works.images().lowerDirectories(container.imageId())),
                named + "/upper",
                kept + "/work",
                named + "/merged",
                kept + "/log",
                endpoints(container));
    }

    private List<NetworkEndpoint> endpoints(ContainerRecord container) {
        return works.networks()
                .sandbox(container.id())
                .map(Sandbox::endpoints)
                .orElseGet(() -> container.networks().stream()
                        .map(works.networks()::absent)
                        .toList());
    }

    @Override
    public Layers layers(ContainerId id) {
        ContainerRoot root = root(works.register().get(id));
        return new Layers(root.upper(), root.lower().stream().map(Path::of).toList());
    }

    @Override
    public List<VolumeSize> volumeSizes() {
        return works.volumes().all().stream()
                .map(volume -> new VolumeSize(
                        volume.name(), contentBytes(works.volumes().directory(volume))))
                .toList();
    }

    @Override
    public long writableBytes(ContainerId id) {
        return contentBytes(root(works.register().get(id)).upper());
    }

    private static long contentBytes(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException changing) {
            return 0;
        }
    }

    /** The containers as a receipt shows them. */
    List<ContainerView> views() {
        return works.register().all().stream()
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
            container = ContainerLookup.container(works.register().all(), reference);
        } catch (ContainerProblem problem) {
            throw new IllegalArgumentException(problem.getMessage(), problem);
        }
        if (!container.state().isRunning()) {
            throw new IllegalArgumentException("container " + reference + " is not running");
        }
        return container.state().pid();
    }

    /** Where its layers lie. */
    ContainerRoot root(ContainerRecord container) {
        return works.root(container);
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
}
