package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerEvent;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerLog;
import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerPlaces;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerProblem.WrongState;
import dev.sangja.runtime.container.ContainerProcess;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerRegister;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.container.ContainerUsage;
import dev.sangja.runtime.container.EngineFacts;
import dev.sangja.runtime.container.EngineFeature;
import dev.sangja.runtime.container.ExecSpec;
import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.container.LogLine;
import dev.sangja.runtime.container.LogRequest;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.container.RestartPolicy;
import dev.sangja.runtime.container.Session;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.receipt.LayerChange;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Containers whose processes are Java and whose files are in memory; everything else about them is as an engine has it.
 */
final class MemoryEngine implements ContainerOperations {
    final List<ImageDetails> images = new ArrayList<>();
    final Map<ContainerId, List<LayerChange>> changes = new ConcurrentHashMap<>();
    final Map<ContainerId, MemoryTree> trees = new ConcurrentHashMap<>();
    final List<String> calls = new ArrayList<>();
    Set<EngineFeature> features = Set.of();
    List<ContainerProcess> processes = List.of();

    private final ContainerRegister register;
    private final Clock clock;
    private final Map<ContainerId, MemoryProcess> running = new ConcurrentHashMap<>();
    private final Map<ContainerId, ContainerLog> logs = new ConcurrentHashMap<>();
    private long samples;

    MemoryEngine(Path directory, Clock clock) {
        this.register = new ContainerRegister(directory, clock, new Random(42));
        this.clock = clock;
    }

    @Override
    public EngineFacts engine() {
        return Client.facts(clock.instant(), features);
    }

    @Override
    public List<ImageDetails> images() {
        return List.copyOf(images);
    }

    @Override
    public List<ContainerRecord> containers() {
        return register.all();
    }

    @Override
    public Created create(ContainerSpec spec, ImageDetails image) {
        if (spec.network() instanceof NetworkMode.Named named) {
            throw new ContainerProblem.InvalidParameter("network " + named.network() + " not found");
        }
        ContainerRecord made = register.create(spec, image, engine().processors());
        logs.put(made.id(), new ContainerLog(register.directory(made.id()).resolve("log"), 1 << 20, clock));
        trees.put(made.id(), new MemoryTree().directory("/tmp").file("/etc/hostname", made.hostname() + "\n"));
        boolean limited = spec.limits().memoryBytes().isPresent();
        return new Created(made, limited ? List.of("This host cannot enforce a memory limit.") : List.of());
    }

    @Override
    public Session start(ContainerId id, Attachment attachment) {
        ContainerRecord container = register.get(id);
        MemoryProcess alive = running.get(id);
        if (alive != null) {
            return alive;
        }
        if (container.spec().network() instanceof NetworkMode.OfContainer other) {
            ContainerRecord owner = ContainerLookup.container(containers(), other.container());
            if (!owner.state().isRunning()) {
                throw WrongState.noNetworkToJoin(owner);
            }
        }
        ContainerLog log = log(id);
        MemoryProcess process = process(container, attachment, log);
        log.begin();
        running.put(id, process);
        register.apply(id, new ContainerEvent.Started(clock.instant(), 4242, 1));
        process.start();
        CompletableFuture<Integer> ended = process.ended().thenApply(code -> {
            log.end();
            running.remove(id);
            register.apply(id, new ContainerEvent.Exited(clock.instant(), code, false));
            if (container.spec().life().autoRemove()) {
                remove(id, false, true);
            }
            return code;
        });
        return cancellation -> {
            process.await(cancellation);
            return ended.join();
        };
    }

    private MemoryProcess process(ContainerRecord container, Attachment attachment, ContainerLog log) {
        try {
            return new MemoryProcess(
                    container.process().words(),
                    container.process().environmentFor(container.hostname(), attachment.terminal(), List.of()),
                    attachment,
                    Optional.of(log));
        } catch (ContainerProblem.CommandFailed problem) {
            register.apply(
                    container.id(),
                    new ContainerEvent.StartFailed(problem.exitCode(), String.valueOf(problem.getMessage())));
            if (container.spec().life().autoRemove()) {
                remove(container.id(), false, true);
            }
            throw problem;
        }
    }

    @Override
    public Session exec(ContainerId id, ExecSpec spec, Attachment attachment) {
        ContainerRecord container = requireRunning(id);
        if (container.state().status() == ContainerStatus.PAUSED) {
            throw WrongState.pausedExec(container.name());
        }
        calls.add("exec " + spec);
        List<String> environment =
                container.process().environmentFor(container.hostname(), attachment.terminal(), spec.environment());
        MemoryProcess process = new MemoryProcess(spec.command(), environment, attachment, Optional.empty());
        process.start();
        return process;
    }

    @Override
    public int await(ContainerId id, Cancellation cancellation) {
        return register.await(id, container -> !container.state().isRunning(), cancellation)
                .map(container -> container.state().exitCode())
                .orElse(0);
    }

    @Override
    public void signal(ContainerId id, String reference, Signal signal) {
        MemoryProcess process = running.get(id);
        if (process == null) {
            throw WrongState.cannotKill(reference, id);
        }
        calls.add("signal " + signal);
        process.signal(signal);
        if (signal.equals(Signal.KILL)) {
            settle(id);
        }
    }

    @Override
    public void stop(ContainerId id, Optional<Signal> signal, Optional<Duration> timeout, Cancellation cancellation) {
        ContainerRecord container = register.get(id);
        MemoryProcess process = running.get(id);
        calls.add("stop " + signal + " " + timeout);
        if (process == null) {
            return;
        }
        register.apply(id, new ContainerEvent.StopRequested());
        process.signal(signal.orElse(container.process().stopSignal()));
        long millis = timeout.or(() -> container.spec().life().stopTimeout())
                .orElse(Duration.ofSeconds(10))
                .toMillis();
        CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(() -> await(id, new Cancellation()));
        try {
            ended.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            process.signal(Signal.KILL);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        settle(id);
    }

    private void settle(ContainerId id) {
        boolean goes = register.all().stream()
                .anyMatch(container ->
                        container.id().equals(id) && container.spec().life().autoRemove());
        register.await(id, container -> !goes && !container.state().isRunning(), new Cancellation());
    }

    @Override
    public void restart(
            ContainerId id, Optional<Signal> signal, Optional<Duration> timeout, Cancellation cancellation) {
        stop(id, signal, timeout, cancellation);
        start(id, Attachment.none(false));
    }

    @Override
    public void remove(ContainerId id, boolean force, boolean volumes) {
        ContainerRecord container = register.get(id);
        if (container.state().isRunning()) {
            if (!force) {
                throw container.state().status() == ContainerStatus.PAUSED
                        ? WrongState.stillPaused(container.name())
                        : WrongState.stillRunning(container.name());
            }
            signal(id, container.name(), Signal.KILL);
        }
        if (register.all().stream().anyMatch(other -> other.id().equals(id))) {
            register.apply(id, new ContainerEvent.RemovalStarted());
            register.remove(id);
        }
    }

    @Override
    public void pause(ContainerId id) {
        if (requireRunning(id).state().status() == ContainerStatus.PAUSED) {
            throw WrongState.alreadyPaused(id);
        }
        register.apply(id, new ContainerEvent.Paused());
    }

    @Override
    public void unpause(ContainerId id) {
        if (requireRunning(id).state().status() != ContainerStatus.PAUSED) {
            throw WrongState.notPaused(id);
        }
        register.apply(id, new ContainerEvent.Unpaused());
    }

    @Override
    public void rename(ContainerId id, String name) {
        register.rename(id, name);
    }

    @Override
    public List<String> update(ContainerId id, LimitSpec limits, Optional<RestartPolicy> restart) {
        register.apply(id, new ContainerEvent.Updated(limits, restart));
        return List.of();
    }

    @Override
    public void logs(ContainerId id, LogRequest request, Consumer<LogLine> sink, Cancellation cancellation) {
        log(id).read(request, sink, cancellation);
    }

    @Override
    public List<ContainerProcess> processes(ContainerId id) {
        requireRunning(id);
        return processes;
    }

    @Override
    public ContainerUsage usage(ContainerId id) {
        register.get(id);
        long sample = samples++;
        return new ContainerUsage(
                sample * 1_000_000_000, sample * 100_000_000, 3_000_000, 32 << 20, -1, -1, 4096, 0, 3);
    }

    @Override
    public List<LayerChange> changes(ContainerId id) {
        return changes.getOrDefault(id, List.of());
    }

    @Override
    public FileTree files(ContainerId id) {
        return Optional.ofNullable(trees.get(id)).orElseThrow();
    }

    @Override
    public ContainerPlaces places(ContainerId id) {
        return Client.places(register.get(id).name());
    }

    @Override
    public long writableBytes(ContainerId id) {
        return 12;
    }

    private ContainerLog log(ContainerId id) {
        return Optional.ofNullable(logs.get(id)).orElseThrow();
    }

    private ContainerRecord requireRunning(ContainerId id) {
        ContainerRecord container = register.get(id);
        if (!container.state().isRunning()) {
            throw WrongState.notRunning(id);
        }
        return container;
    }
}
