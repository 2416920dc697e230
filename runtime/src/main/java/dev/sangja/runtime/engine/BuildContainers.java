package dev.sangja.runtime.engine;

import dev.sangja.runtime.build.CommandRunner;
import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerLog;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.ImageDefaults;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.NetworkMode;
import dev.sangja.runtime.container.ProcessSpec;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.network.MachineNetworks;
import dev.sangja.runtime.network.Sandbox;
import dev.sangja.runtime.store.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * Runs the commands of builds in containers that no list shows: made like any other, gone when the command has ended.
 * Safe for use by several threads.
 */
final class BuildContainers implements CommandRunner {
    private static final long LOG_BYTES = 64 << 10;
    private static final String HOST_NAME = "build";

    private final Means means;
    private final BuildMounts.Caches caches;
    private final Linux linux;
    private final LibraryStore store;

    /** What starts containers and watches them. */
    record Means(ContainerLauncher launcher, MachineNetworks networks, Tracing tracing) {}

    BuildContainers(Means means, BuildMounts.Caches caches, Linux linux, LibraryStore store) {
        this.means = means;
        this.caches = caches;
        this.linux = linux;
        this.store = store;
    }

    @Override
    public Outcome run(Command command, OutputStream output, Cancellation cancellation) throws IOException {
        ContainerId id = ContainerId.random(RandomGenerator.getDefault());
        Path directory = Path.of(EnginePaths.BUILDS, id.shortForm());
        List<Path> lower = store.directories(command.layers());
        try (BuildMounts mounts = new BuildMounts(directory, command, caches, cancellation)) {
            ContainerRoot root = new ContainerRoot(
                    directory, lower.stream().map(Path::toString).toList(), mounts.extras());
            root.create();
            mounts.prepare();
            means.tracing().count(id.value());
            int code = run(record(id, command), root, output, cancellation);
            long syscalls = means.tracing().counted(id.value());
            if (code != 0) {
                return new Outcome(code, Optional.empty(), syscalls, false);
            }
            boolean discarded = mounts.discard(root.upper(), command.volumes(), lower);
            Layer layer = store.seal(root.upper(), lower);
            return new Outcome(0, Optional.of(layer), syscalls, discarded);
        } finally {
            means.tracing().counted(id.value());
            WorkDirectory.delete(directory);
        }
    }

    private static ContainerRecord record(ContainerId id, Command command) {
        ProcessSpec process = new ProcessSpec(
                Optional.of(List.of("")),
                command.words(),
                command.environment(),
                Optional.of(
                        command.settings().workingDirectory().isEmpty()
                                ? "/"
                                : command.settings().workingDirectory()),
                Optional.of(command.settings().user()),
                false,
                false,
                Set.of(StandardStream.STDOUT, StandardStream.STDERR));
        NetworkMode network = switch (command.network()) {
            case "none" -> new NetworkMode.None();
            case "host" -> new NetworkMode.Host();
            default -> new NetworkMode.Bridge();
        };
        ContainerSpec plain = ContainerSpec.of("build").with(process).with(network);
        ContainerSpec spec = new ContainerSpec(
                plain.image(),
                plain.name(),
                plain.process(),
                Optional.of(HOST_NAME),
                plain.labels(),
                plain.network(),
                plain.ports(),
                plain.security(),
                plain.mounts(),
                plain.limits(),
                plain.life());
        ImageDetails image = new ImageDetails(
                "sha256:" + id.value(), List.of(), List.of(), Instant.EPOCH, 0, "", List.of(), ImageDefaults.NONE);
        return ContainerRecord.created(id, HOST_NAME, image, spec, Instant.now());
    }

    private int run(ContainerRecord container, ContainerRoot root, OutputStream output, Cancellation cancellation) {
        ContainerLog log = new ContainerLog(root.upper().resolveSibling("log"), LOG_BYTES, Clock.systemUTC());
        log.begin();
        try (Sandbox sandbox = means.networks().open(container)) {
            ContainerNetwork network =
                    new ContainerNetwork(sandbox, container.spec().network(), Optional.empty());
            Attachment attachment = Attachment.of(new BuildStreams(output), false, false);
            ContainerLauncher.Started started =
                    means.launcher().start(linux, container, root, network, attachment, log);
            try {
                return await(started, cancellation);
            } finally {
                started.streams().finish();
                started.process().close();
                started.group().remove();
            }
        } catch (ContainerProblem.CommandFailed refused) {
            say(output, refused);
            return refused.exitCode();
        } finally {
            log.end();
        }
    }

    private static void say(OutputStream output, ContainerProblem.CommandFailed refused) {
        try {
            output.write((refused.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private int await(ContainerLauncher.Started started, Cancellation cancellation) {
        try {
            return started.process().await(cancellation);
        } catch (CancellationException cancelled) {
            try {
                linux.signal(started.process().pidfd(), Signals.SIGKILL);
            } catch (SyscallException ended) {
                // ESRCH: it ended by itself meanwhile.
            }
            started.process().await();
            throw cancelled;
        }
    }
}
