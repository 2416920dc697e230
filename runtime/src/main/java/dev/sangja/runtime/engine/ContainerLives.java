package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerEvent;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerLog;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerState;
import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.container.Session;
import dev.sangja.runtime.event.Event;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.network.RouteException;
import dev.sangja.runtime.network.Sandbox;
import dev.sangja.runtime.receipt.ProcessView;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * How containers begin and end, and begin again if their policy says so. Each has a thread from its start to its end.
 * Safe for use by several threads.
 */
final class ContainerLives {
    private static final int NOT_STARTED = 128; // as dockerd, for what is not the program's own fault
    private static final Duration FIRST_DELAY = Duration.ofMillis(100); // as dockerd's restart manager, like these
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final Duration PROVEN = Duration.ofSeconds(10);

    private final ContainerWorks works;
    private final Consumer<ContainerId> remover;
    private final HealthWatch health;
    private final Map<ContainerId, Cancellation> waiting = new ConcurrentHashMap<>();
    private final Map<ContainerId, Duration> delays = new ConcurrentHashMap<>();

    /** {@code remover} removes a container that has ended, with its volumes that have no name. */
    ContainerLives(ContainerWorks works, Consumer<ContainerId> remover) {
        this.works = works;
        this.remover = remover;
        this.health = new HealthWatch(works);
    }

    /** Starts a container that does not run, or joins one that does. */
    Session start(Linux linux, ContainerId id, Attachment attachment) {
        ContainerRecord container = works.register().get(id);
        if (container.state().isRunning()) {
            Live live = works.live(id);
            live.streams().join(attachment);
            return cancellation -> awaitSession(id, live, cancellation);
        }
        giveUpRestart(id);
        Live live = begin(linux, works.register().get(id), attachment);
        return cancellation -> awaitSession(id, live, cancellation);
    }

    private Live begin(Linux linux, ContainerRecord container, Attachment attachment) {
        ContainerId id = container.id();
        ContainerLog log = works.log(id);
        log.begin();
        Live live = launch(linux, container, attachment, log);
        works.alive().live().put(id, live);
        // It may end at once: what that leaves behind can be cleared away while its start is put down.
        works.launcher().errands().execute(() -> awaitEnd(id, live));
        int pid = live.started().pid();
        long ticks =
                works.alive().table().read(pid, "").map(ProcessView::startTicks).orElse(0L);
        ContainerRecord started;
        try {
            started = works.register()
                    .apply(id, new ContainerEvent.Started(live.started().at(), pid, ticks));
            tellVolumes("mount", started);
            works.tell("start", started);
            boolean waited = !attachment.attached().isEmpty();
            works.alive().listeners().forEach(told -> told.started(container, pid, waited));
        } finally {
            live.putDown().complete(id);
        }
        if (started.process().health().isPresent()) {
            daemon("health", () -> health.watch(id, live));
        }
        return live;
    }

    private Live launch(Linux linux, ContainerRecord container, Attachment attachment, ContainerLog log) {
        Optional<Sandbox> sandbox = Optional.empty();
        try {
            sandbox = Optional.of(works.networks().open(container));
            ContainerNetwork network =
                    new ContainerNetwork(sandbox.get(), container.spec().network(), works.networkOwner(container));
            return new Live(
                    works.launcher().start(linux, container, works.root(container), network, attachment, log),
                    log,
                    sandbox.get());
        } catch (ContainerProblem failure) {
            sandbox.ifPresent(Sandbox::close);
            int code = failure instanceof ContainerProblem.CommandFailed command ? command.exitCode() : NOT_STARTED;
            failed(container.id(), code, failure);
            throw failure;
        } catch (SyscallException | RouteException | UncheckedIOException failure) {
            sandbox.ifPresent(Sandbox::close);
            ContainerProblem problem = new ContainerProblem.EngineFailed(
                    "failed to create task for container: " + failure.getMessage(), failure);
            failed(container.id(), NOT_STARTED, problem);
            throw problem;
        }
    }

    private void failed(ContainerId id, int exitCode, ContainerProblem problem) {
        ContainerRecord failed = works.register()
                .apply(id, new ContainerEvent.StartFailed(exitCode, String.valueOf(problem.getMessage())));
        if (failed.spec().life().autoRemove()) {
            remover.accept(id);
        }
    }

    /** Runs on a thread of its own, from the start of the container to its end. */
    private void awaitEnd(ContainerId id, Live live) {
        int code = live.started().process().await();
        Instant end = Clock.systemUTC().instant();
        live.streams().finish();
        live.log().end();
        live.started().process().close();
        boolean outOfMemory = live.started().group().outOfMemory();
        live.started().group().remove();
        live.sandbox().close();
        works.alive().live().remove(id);
        live.putDown().join();
        ContainerRecord ended = works.register().apply(id, new ContainerEvent.Exited(end, code, outOfMemory));
        works.alive().listeners().forEach(told -> told.ended(ended));
        tellEnd(ended);
        boolean again = ended.spec().life().restart().restarts(ended.state());
        Optional<Cancellation> pending = again ? Optional.of(announceRestart(id)) : Optional.empty();
        live.ended().complete(code);
        if (pending.isPresent()) {
            restart(id, ended.state(), pending.get());
        } else if (ended.spec().life().autoRemove()) {
            remover.accept(id);
        }
    }

    private void tellEnd(ContainerRecord ended) {
        ContainerState state = ended.state();
        if (state.outOfMemory()) {
            works.tell("oom", ended);
        }
        tellVolumes("unmount", ended);
        works.tell(
                "die",
                ended,
                "exitCode",
                Integer.toString(state.exitCode()),
                "execDuration",
                Long.toString(lifetime(state).toSeconds()));
        if (state.stopRequested()) {
            works.tell("stop", ended);
        }
    }

    private void tellVolumes(String action, ContainerRecord container) {
        for (MountSpec mount : container.spec().mounts()) {
            if (mount instanceof MountSpec.Volume volume) {
                works.events()
                        .add(
                                Event.Kind.VOLUME,
                                action,
                                volume.name().orElse(""),
                                Map.of("container", container.id().value(), "destination", volume.target()));
            }
        }
    }

    private static Duration lifetime(ContainerState ended) {
        Instant end = ended.finishedAt().orElse(Instant.EPOCH);
        return Duration.between(ended.startedAt().orElse(end), end);
    }

    private Cancellation announceRestart(ContainerId id) {
        Cancellation pending = new Cancellation();
        waiting.put(id, pending);
        works.register().apply(id, new ContainerEvent.Restarting());
        return pending;
    }

    /** Waits longer after each life that was short, as Docker does. */
    private void restart(ContainerId id, ContainerState ended, Cancellation pending) {
        Duration before =
                lifetime(ended).compareTo(PROVEN) >= 0 ? Duration.ZERO : delays.getOrDefault(id, Duration.ZERO);
        Duration doubled = before.multipliedBy(2);
        Duration delay = before.isZero() ? FIRST_DELAY : doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
        delays.put(id, delay);
        try {
            pending.sleep(delay);
            if (waiting.remove(id, pending)) {
                ContainerRecord container = works.register().get(id);
                begin(
                        works.quiet(),
                        container,
                        Attachment.none(container.spec().process().terminal()));
            }
        } catch (CancellationException givenUp) {
            // Whoever gave it up has said so in the container's state.
        } catch (ContainerProblem failure) {
            // The state says why; there is nobody else to tell.
        }
    }

    /** Takes back a restart that is to come; false if none is. */
    boolean giveUpRestart(ContainerId id) {
        Cancellation pending = waiting.remove(id);
        delays.remove(id);
        if (pending == null) {
            return false;
        }
        pending.cancel();
        works.register().apply(id, new ContainerEvent.RestartGivenUp());
        return true;
    }

    /** Starts what is to run whenever its machine does. */
    void resume() {
        works.register().all().stream()
                .filter(container -> container.state().status() == ContainerStatus.EXITED)
                .filter(container -> container.spec().life().restart().resumes(container.state()))
                .forEach(this::resume);
    }

    private void resume(ContainerRecord container) {
        try {
            begin(
                    works.quiet(),
                    container,
                    Attachment.none(container.spec().process().terminal()));
        } catch (ContainerProblem failure) {
            // The state says why, and the next one may start all the same.
        }
    }

    int awaitSession(ContainerId id, Live live, Cancellation cancellation) {
        try {
            works.register()
                    .await(
                            id,
                            now -> !now.state().isRunning()
                                    && !now.spec().life().autoRemove(),
                            cancellation);
        } catch (CancellationException gone) {
            live.streams().leave();
            throw gone;
        }
        return live.ended().join();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
