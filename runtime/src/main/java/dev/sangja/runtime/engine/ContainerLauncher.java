package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.ContainerLog;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.ExecSpec;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.linux.Capability;
import dev.sangja.runtime.linux.CloneFlag;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.MountRequest;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts containers: a thread gives its world away piece by piece, and its child is the container.
 *
 * <pre>
 * thread A                                   thread B, while the child is held
 *   join the control group
 *   unshare: mnt uts ipc pid net cgroup
 *   private mounts, overlay, dev, sys, binds
 *   pivot_root; the engine's root stays below
 *   host name, working directory
 *   bounding set, ids, capabilities, filters
 *   spawn ── child waits at the gate ───────&gt;  mount proc, mask paths, detach the engine's root
 *                                              seize for the tracer, open the gate
 * </pre>
 *
 * <p>Immutable; safe for use by several threads.
 */
final class ContainerLauncher {
    private static final Set<CloneFlag> OWN = EnumSet.of(
            CloneFlag.CLONE_NEWNS,
            CloneFlag.CLONE_NEWUTS,
            CloneFlag.CLONE_NEWIPC,
            CloneFlag.CLONE_NEWPID,
            CloneFlag.CLONE_NEWNET,
            CloneFlag.CLONE_NEWCGROUP);
    private static final String INIT = "/dev/init";

    private final Nursery nursery;
    private final Workbench workbench;
    private final Supervision supervision;
    private final EngineConfiguration configuration;
    private final ContainerFilters filters = new ContainerFilters();

    ContainerLauncher(
            Nursery nursery, Workbench workbench, Supervision supervision, EngineConfiguration configuration) {
        this.nursery = nursery;
        this.workbench = workbench;
        this.supervision = supervision;
        this.configuration = configuration;
    }

    /**
     * Refuses a specification whose container could not be started. Compiles its filters, which a thread that has left
     * the engine's root could not read.
     */
    void check(ContainerSpec spec) {
        filters.of(spec.security());
    }

    /** What of a specification this host cannot do, in English as Docker would warn. */
    List<String> warnings(ContainerSpec spec) {
        List<String> warnings = new ArrayList<>(supervision.warnings(spec.limits()));
        if (!spec.ports().bindings().isEmpty()) {
            warnings.add("Published ports are kept and have no effect yet in this teaching runtime.");
        }
        return warnings;
    }

    /** A process of a container that was started. */
    record Started(ChildProcess process, ProcessStreams streams, Supervision.Group group) {
        int pid() {
            return process.pid();
        }
    }

    /** Starts process 1 of a container. */
    Started start(
            Linux linux,
            ContainerRecord container,
            ContainerRoot root,
            Optional<ContainerRecord> networkOwner,
            Attachment attachment,
            ContainerLog log) {
        check(container.spec());
        root.writeFiles(container);
        Supervision.Group group = supervision.group(linux, container);
        ProcessStreams streams = ProcessStreams.open(
                linux,
                attachment,
                Optional.of(log),
                container.spec().process().openStdin(),
                container.spec().process().terminal());
        AtomicReference<Optional<ChildProcess>> child = new AtomicReference<>(Optional.empty());
        List<String> environment = container
                .process()
                .environmentFor(container.hostname(), container.spec().process().terminal(), List.of());
        boolean mask = !(container.spec().security().seccomp()
                        instanceof dev.sangja.runtime.container.SeccompChoice.Unconfined)
                || container.spec().security().capabilitiesAdded().isEmpty();
        try {
            nursery.behind(
                    linux,
                    thread -> enterNew(thread, container, root, networkOwner, group),
                    thread -> describe(thread, container, environment, streams),
                    pid -> {
                        ContainerProc.mount(linux, pid, mask);
                        group.enter(pid);
                        child.set(Optional.of(
                                supervision.watch(pid, container.id().value())));
                    });
        } catch (RuntimeException failure) {
            streams.handedOver();
            group.remove();
            throw translate(failure, container.process().words());
        }
        streams.handedOver();
        return new Started(
                Optional.ofNullable(child.get()).flatMap(found -> found).orElseThrow(), streams, group);
    }

    private Gate enterNew(
            Linux thread,
            ContainerRecord container,
            ContainerRoot root,
            Optional<ContainerRecord> networkOwner,
            Supervision.Group group) {
        group.enterThread();
        EnumSet<CloneFlag> own = EnumSet.copyOf(OWN);
        if (networkOwner.isPresent() || container.spec().network() instanceof NetworkMode.Host) {
            own.remove(CloneFlag.CLONE_NEWNET);
        }
        networkOwner.ifPresent(owner -> {
            int pidfd = thread.openProcess(owner.state().pid());
            thread.joinNamespaces(pidfd, Set.of(CloneFlag.CLONE_NEWNET));
            thread.close(pidfd);
        });
        thread.unshare(own);
        thread.mount(MountRequest.privately("/"));
        root.mountLayers(thread);
        root.mountSystem(thread, container, workbench);
        if (container.spec().life().init()) {
            thread.mount(MountRequest.bind(
                    InitProgram.PATH, InitProgram.pointIn(root.merged().toString(), INIT)));
        }
        if (own.contains(CloneFlag.CLONE_NEWNET)) {
            thread.bringInterfaceUp("lo");
        }
        Gate gate = Gate.amongDevices(nursery.quiet(), root.merged() + "/dev");
        root.enter(thread, container.spec().security().readOnlyRoot());
        thread.setHostName(container.hostname());
        return gate;
    }

    /** Inside the new root: who, where, which program; then everything that is to be given up is given up. */
    private SpawnRequest describe(
            Linux thread, ContainerRecord container, List<String> environment, ProcessStreams streams) {
        ContainerUser user = ContainerUser.find(container.process().user());
        String directory = container.process().workingDirectory();
        try {
            Files.createDirectories(Path.of(directory));
        } catch (IOException failure) {
            throw ContainerProblem.CommandFailed.before(
                    "chdir to cwd (\"" + directory + "\") set in config.json failed: " + failure.getMessage());
        }
        thread.changeDirectory(directory);
        List<String> words = container.process().words();
        String program = ContainerWorld.program(words.get(0), environment);
        SpawnRequest request = request(program, words, environment, user, streams, thread);
        if (container.spec().life().init()) {
            List<String> behind = new ArrayList<>(List.of("sh", INIT));
            behind.add(program);
            behind.addAll(words.subList(1, words.size()));
            request = request("/bin/sh", behind, environment, user, streams, thread);
        }
        confine(thread, container, user);
        return request.in(directory);
    }

    private SpawnRequest request(
            String program,
            List<String> words,
            List<String> environment,
            ContainerUser user,
            ProcessStreams streams,
            Linux thread) {
        Map<String, String> variables = new HashMap<>();
        variables.put("HOME", user.home());
        for (String entry : environment) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        SpawnRequest request =
                SpawnRequest.of(program, words, variables, streams.standard()).inOwnSession();
        return streams.terminalIn(thread).map(request::onTerminal).orElse(request);
    }

    private void confine(Linux thread, ContainerRecord container, ContainerUser user) {
        Set<Capability> kept = ContainerWorld.capabilities(container.spec().security());
        ContainerWorld.confine(thread, user, kept, filters.of(container.spec().security()), configuration.manyIds());
    }

    /** Starts a further process in a container that runs. */
    Started exec(
            Linux linux,
            ContainerRecord container,
            int init,
            Supervision.Group group,
            ExecSpec spec,
            Attachment attachment) {
        check(container.spec());
        ProcessStreams streams = ProcessStreams.open(linux, attachment, Optional.empty(), false, attachment.terminal());
        List<String> environment =
                container.process().environmentFor(container.hostname(), attachment.terminal(), spec.environment());
        AtomicReference<Optional<ChildProcess>> child = new AtomicReference<>(Optional.empty());
        int pidfd = linux.openProcess(init);
        // The gate lies in the engine's root, which the container does not see: it is passed before entering.
        try {
            nursery.bringInto(
                    linux,
                    thread -> {
                        group.enterThread();
                        thread.unshare(Set.of(CloneFlag.CLONE_FS));
                        thread.joinNamespaces(pidfd, OWN);
                    },
                    thread -> {
                        ContainerUser user = ContainerUser.find(
                                spec.user().orElse(container.process().user()));
                        String directory = spec.workingDirectory()
                                .orElse(container.process().workingDirectory());
                        thread.changeDirectory(directory);
                        String program = ContainerWorld.program(spec.command().get(0), environment);
                        SpawnRequest request = request(program, spec.command(), environment, user, streams, thread);
                        confine(thread, container, user);
                        return request.in(directory);
                    },
                    pid -> {
                        group.enter(pid);
                        child.set(Optional.of(
                                supervision.watch(pid, container.id().value())));
                    });
        } catch (RuntimeException failure) {
            streams.handedOver();
            throw translate(failure, spec.command());
        } finally {
            linux.close(pidfd);
        }
        streams.handedOver();
        return new Started(
                Optional.ofNullable(child.get()).flatMap(found -> found).orElseThrow(), streams, group);
    }

    private static RuntimeException translate(RuntimeException failure, List<String> words) {
        if (failure instanceof SyscallException refused && refused.call().name().equals("posix_spawn")) {
            String program = words.get(0);
            if (refused.errno().equals(Errno.ENOENT)) {
                return ContainerProblem.CommandFailed.notFound(program);
            }
            return ContainerProblem.CommandFailed.notExecutable(
                    program, refused.errno().message().toLowerCase(java.util.Locale.ROOT));
        }
        return failure;
    }
}
