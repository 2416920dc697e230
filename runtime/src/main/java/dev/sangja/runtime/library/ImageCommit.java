package dev.sangja.runtime.library;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.HealthSpec;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.container.ResolvedProcess;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.store.HealthCheck;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What is to become an image of a container.
 *
 * @param container whose writable layer it is
 * @param upper where that layer lies
 * @param lower the directories below it, upmost first
 * @param name what the image is to be called; it may stay without a name
 * @param author who made it
 * @param comment what it is for
 * @param change what its configuration shall say otherwise
 */
public record ImageCommit(
        ContainerRecord container,
        Path upper,
        List<Path> lower,
        Optional<ImageReference> name,
        String author,
        String comment,
        UnaryOperator<ImageConfig.Execution> change) {
    public ImageCommit {
        requireNonNull(container, "container");
        requireNonNull(upper, "upper");
        lower = List.copyOf(lower);
        requireNonNull(name, "name");
        requireNonNull(author, "author");
        requireNonNull(comment, "comment");
        requireNonNull(change, "change");
    }

    /** How containers of the image start: as this one did, whatever its own image said. */
    ImageConfig.Execution execution(ImageConfig.Execution image) {
        ResolvedProcess process = container.process();
        Map<String, Map<String, String>> ports = new TreeMap<>(image.exposedPorts());
        process.exposed().forEach(port -> ports.put(port.toString(), Map.of()));
        Map<String, Map<String, String>> volumes = new TreeMap<>(image.volumes());
        container.spec().mounts().stream()
                .filter(mount -> mount instanceof MountSpec.Volume volume
                        && volume.name().isEmpty())
                .forEach(mount -> volumes.put(mount.target(), Map.of()));
        Signal signal = process.stopSignal();
        boolean rootDirectory = process.workingDirectory().equals("/")
                && image.workingDirectory().isEmpty();
        ImageConfig.Execution committed = image.change()
                .user(process.user())
                .exposedPorts(ports)
                .environment(process.environment())
                .entryPoint(process.entrypoint())
                .command(process.command())
                .volumes(volumes)
                .workingDirectory(rootDirectory ? "" : process.workingDirectory())
                .labels(process.labels())
                .stopSignal(signal.equals(Signal.TERM) && image.stopSignal().isEmpty() ? "" : signal.name())
                .health(container
                        .spec()
                        .life()
                        .health()
                        .map(ImageCommit::health)
                        .or(image::health))
                .build();
        return change.apply(committed);
    }

    private static HealthCheck health(HealthSpec spec) {
        return new HealthCheck(
                spec.test(),
                spec.interval().toNanos(),
                spec.timeout().toNanos(),
                spec.startPeriod().toNanos(),
                spec.startInterval().toNanos(),
                spec.retries());
    }
}
