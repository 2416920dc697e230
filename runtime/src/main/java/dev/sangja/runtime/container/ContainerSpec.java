package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was asked for when a container was made. It says nothing about what the engine can do: see
 * {@link SpecRules} and {@link EngineFeature}.
 *
 * @param image as the learner named it
 * @param name without a slash; the engine finds one if empty
 * @param hostname the first twelve digits of the id if empty
 */
public record ContainerSpec(
        String image,
        Optional<String> name,
        ProcessSpec process,
        Optional<String> hostname,
        Map<String, String> labels,
        NetworkMode network,
        PortSpec ports,
        SecuritySpec security,
        List<MountSpec> mounts,
        LimitSpec limits,
        LifeSpec life) {
    public ContainerSpec {
        requireNonNull(image, "image");
        requireNonNull(name, "name");
        requireNonNull(process, "process");
        requireNonNull(hostname, "hostname");
        labels = Map.copyOf(labels);
        requireNonNull(network, "network");
        requireNonNull(ports, "ports");
        requireNonNull(security, "security");
        mounts = List.copyOf(mounts);
        requireNonNull(limits, "limits");
        requireNonNull(life, "life");
    }

    /** That image with those words, and the default of everything else. */
    public static ContainerSpec of(String image, String... command) {
        return new ContainerSpec(
                image,
                Optional.empty(),
                ProcessSpec.of(List.of(command)),
                Optional.empty(),
                Map.of(),
                new NetworkMode.Bridge(),
                PortSpec.NONE,
                SecuritySpec.DEFAULT,
                List.of(),
                LimitSpec.NONE,
                LifeSpec.DEFAULT);
    }

    public ContainerSpec named(String name) {
        return new ContainerSpec(
                image, Optional.of(name), process, hostname, labels, network, ports, security, mounts, limits, life);
    }

    public ContainerSpec with(LifeSpec life) {
        return new ContainerSpec(
                image, name, process, hostname, labels, network, ports, security, mounts, limits, life);
    }

    public ContainerSpec with(LimitSpec limits) {
        return new ContainerSpec(
                image, name, process, hostname, labels, network, ports, security, mounts, limits, life);
    }

    public ContainerSpec with(NetworkMode network) {
        return new ContainerSpec(
                image, name, process, hostname, labels, network, ports, security, mounts, limits, life);
    }

    public ContainerSpec with(SecuritySpec security) {
        return new ContainerSpec(
                image, name, process, hostname, labels, network, ports, security, mounts, limits, life);
    }

    public ContainerSpec with(PortSpec ports) {
        return new ContainerSpec(
                image, name, process, hostname, labels, network, ports, security, mounts, limits, life);
    }

    public ContainerSpec with(ProcessSpec process) {
        return new ContainerSpec(
                image, name, process, hostname, labels, network, ports, security, mounts, limits, life);
    }

    public ContainerSpec withMounts(List<MountSpec> mounts) {
        return new ContainerSpec(
                image, name, process, hostname, labels, network, ports, security, mounts, limits, life);
    }
}
