package dev.sangja.runtime.docker.format;

import dev.sangja.runtime.container.ContainerPlaces;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerState;
import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.container.HealthSpec;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.container.NetworkEndpoint;
import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.container.ProcessSpec;
import dev.sangja.runtime.container.ResolvedProcess;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.template.GoValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A container as {@code docker inspect} shows it: Docker's names, in Docker's order, of what this runtime knows. */
public final class ContainerInspection {
    private ContainerInspection() {}

    public static GoValue.Struct of(ContainerRecord container, ContainerPlaces places) {
        List<String> words = container.process().words();
        return GoValue.struct()
                .add("ID", "Id", GoValue.of(container.id().value()))
                .add("Created", Ages.rfc3339(container.createdAt()))
                .add("Path", words.get(0))
                .add("Args", GoValue.texts(words.subList(1, words.size())))
                .add("State", state(container.state()))
                .add("Image", container.imageId())
                .add("ResolvConfPath", "")
                .add("HostnamePath", "")
                .add("HostsPath", "")
                .add("LogPath", places.log())
                .add("Name", "/" + container.name())
                .add("RestartCount", container.state().restartCount())
                .add("Driver", "overlay2")
                .add("Platform", "linux")
                .add("MountLabel", "")
                .add("ProcessLabel", "")
                .add("AppArmorProfile", "")
                .add("ExecIDs", GoValue.NIL)
                .add("HostConfig", HostConfigInspection.of(container))
                .add("GraphDriver", graphDriver(container, places))
                .add(
                        "Mounts",
                        GoValue.list(container.spec().mounts().stream()
                                .map(ContainerInspection::mount)
                                .toList()))
                .add("Config", config(container))
                .add("NetworkSettings", networkSettings(container, places))
                .build();
    }

    private static GoValue state(ContainerState state) {
        return GoValue.struct()
                .add("Status", state.status().word())
                // A paused or restarting container is running in Docker's sense too.
                .add("Running", state.isRunning() || state.status() == ContainerStatus.RESTARTING)
                .add("Paused", state.status() == ContainerStatus.PAUSED)
                .add("Restarting", state.status() == ContainerStatus.RESTARTING)
                .add("OOMKilled", state.outOfMemory())
                .add("Dead", state.status() == ContainerStatus.DEAD)
                .add("Pid", state.pid())
                .add("ExitCode", state.exitCode())
                .add("Error", state.error())
                .add("StartedAt", state.startedAt().map(Ages::rfc3339).orElse(Ages.NEVER))
                .add("FinishedAt", state.finishedAt().map(Ages::rfc3339).orElse(Ages.NEVER))
                .build();
    }

    private static GoValue graphDriver(ContainerRecord container, ContainerPlaces places) {
        return GoValue.struct()
                .add(
                        "Data",
                        GoValue.textMap(Map.of(
                                "ID",
                                container.id().value(),
                                "LowerDir",
                                String.join(":", places.lower()),
                                "MergedDir",
                                places.merged(),
                                "UpperDir",
                                places.upper(),
                                "WorkDir",
                                places.work())))
                .add("Name", "overlay2")
                .build();
    }

    private static GoValue mount(MountSpec mount) {
        GoValue.StructBuilder shown = GoValue.struct();
        if (mount instanceof MountSpec.Bind bind) {
            shown.add("Type", "bind").add("Source", bind.source());
        } else if (mount instanceof MountSpec.Volume volume) {
            shown.add("Type", "volume");
            shown.add("Name", volume.name().orElse("")).add("Source", "");
        } else {
            shown.add("Type", "tmpfs").add("Source", "");
        }
        return shown.add("Destination", mount.target())
                .add("Mode", mount.readOnly() ? "ro" : "")
                .add("RW", !mount.readOnly())
                .add("Propagation", mount instanceof MountSpec.Bind ? "rprivate" : "")
                .build();
    }

    private static GoValue config(ContainerRecord container) {
        ProcessSpec asked = container.spec().process();
        ResolvedProcess process = container.process();
        GoValue.StructBuilder config = GoValue.struct()
                .add("Hostname", container.hostname())
                .add("Domainname", "")
                .add("User", process.user())
                .add("AttachStdin", asked.attached().contains(StandardStream.STDIN))
                .add("AttachStdout", asked.attached().contains(StandardStream.STDOUT))
                .add("AttachStderr", asked.attached().contains(StandardStream.STDERR));
        if (!process.exposed().isEmpty()) {
            config.add("ExposedPorts", exposed(process.exposed()));
        }
        config.add("Tty", asked.terminal())
                .add("OpenStdin", asked.openStdin())
                .add("StdinOnce", asked.openStdin() && asked.attached().contains(StandardStream.STDIN))
                .add("Env", GoValue.texts(process.environment()))
                .add("Cmd", GoValue.textsOrAbsent(process.command()));
        container.spec().life().health().ifPresent(health -> config.add("Healthcheck", health(health)));
        config.add("Image", container.spec().image())
                .add("Volumes", GoValue.Mapping.ABSENT)
                .add("WorkingDir", process.workingDirectory())
                .add("Entrypoint", GoValue.textsOrAbsent(process.entrypoint()))
                .add("OnBuild", GoValue.textsOrAbsent(List.of()))
                .add("Labels", GoValue.textMap(process.labels()));
        if (!process.stopSignal().equals(Signal.TERM)) {
            config.add("StopSignal", process.stopSignal().name());
        }
        container.spec().life().stopTimeout().ifPresent(timeout -> config.add("StopTimeout", timeout.toSeconds()));
        return config.build();
    }

    static GoValue exposed(List<PortSpec.Port> ports) {
        return GoValue.map(ports.stream()
                .distinct()
                .collect(Collectors.toMap(PortSpec.Port::toString, port -> GoValue.map(Map.of()))));
    }

    private static GoValue health(HealthSpec health) {
        return GoValue.struct()
                .add("Test", GoValue.texts(health.test()))
                .add("Interval", health.interval().toNanos())
                .add("Timeout", health.timeout().toNanos())
                .add("StartPeriod", health.startPeriod().toNanos())
                .add("StartInterval", health.startInterval().toNanos())
                .add("Retries", health.retries())
                .build();
    }

    private static GoValue networkSettings(ContainerRecord container, ContainerPlaces places) {
        Optional<NetworkEndpoint> bridge = places.networks().stream()
                .filter(network -> network.network().equals("bridge"))
                .findFirst();
        int pid = container.state().pid();
        return GoValue.struct()
                .add("Bridge", "")
                .add("SandboxID", "")
                .add("SandboxKey", pid > 0 ? "/proc/" + pid + "/ns/net" : "")
                .add("Ports", ports(container, places))
                .add("Gateway", bridge.map(NetworkEndpoint::gateway).orElse(""))
                .add("IPAddress", bridge.map(NetworkEndpoint::address).orElse(""))
                .add("IPPrefixLen", bridge.map(NetworkEndpoint::prefixLength).orElse(0))
                .add("MacAddress", bridge.map(NetworkEndpoint::hardwareAddress).orElse(""))
                .add(
                        "Networks",
                        GoValue.map(places.networks().stream()
                                .collect(Collectors.toMap(NetworkEndpoint::network, ContainerInspection::network))))
                .build();
    }

    /** Every exposed port, with where it is published, or nothing. */
    private static GoValue ports(ContainerRecord container, ContainerPlaces places) {
        Map<String, GoValue> ports = new TreeMap<>();
        if (container.state().isRunning()) {
            Stream<PortSpec.Binding> published =
                    places.networks().stream().flatMap(network -> network.published().stream());
            Map<String, List<GoValue>> bound = published.collect(Collectors.groupingBy(
                    binding -> binding.port().toString(),
                    Collectors.mapping(HostConfigInspection::binding, Collectors.toList())));
            container
                    .process()
                    .exposed()
                    .forEach(port -> ports.put(port.toString(), new GoValue.Sequence(List.of(), true)));
            bound.forEach((port, bindings) -> ports.put(port, GoValue.list(bindings)));
        }
        return GoValue.map(ports);
    }

    private static GoValue network(NetworkEndpoint endpoint) {
        return GoValue.struct()
                .add("IPAMConfig", GoValue.NIL)
                .add("Links", GoValue.textsOrAbsent(List.of()))
                .add("Aliases", GoValue.textsOrAbsent(List.of()))
                .add("MacAddress", endpoint.hardwareAddress())
                .add("DriverOpts", GoValue.Mapping.ABSENT)
                .add("GwPriority", 0)
                .add("NetworkID", endpoint.networkId())
                .add("EndpointID", "")
                .add("Gateway", endpoint.gateway())
                .add("IPAddress", endpoint.address())
                .add("IPPrefixLen", endpoint.prefixLength())
                .add("IPv6Gateway", "")
                .add("GlobalIPv6Address", "")
                .add("GlobalIPv6PrefixLen", 0)
                .add("DNSNames", GoValue.textsOrAbsent(List.of()))
                .build();
    }
}
