package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerPlaces;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.Health;
import dev.sangja.runtime.container.LogRequest;
import dev.sangja.runtime.container.NetworkEndpoint;
import dev.sangja.runtime.container.PortSpec;
import dev.sangja.runtime.probe.ContainerFact;
import dev.sangja.runtime.receipt.LayerChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at containers more closely than a view of the whole machine does. Safe for use by several threads. */
final class ContainerProbes {
    private static final int MOST_LINES = 500;
    private static final int MOST_TEXT = 64 * 1024;

    private final ContainerOperations containers;

    ContainerProbes(ContainerOperations containers) {
        this.containers = containers;
    }

    /** The container of that id; empty if there is none. */
    Optional<ContainerFact> container(String id) {
        return containers.containers().stream()
                .filter(container -> container.id().value().equals(id))
                .findFirst()
                .map(this::fact);
    }

    private ContainerFact fact(ContainerRecord container) {
        ContainerId id = container.id();
        ContainerPlaces places = containers.places(id);
        return new ContainerFact(
                container.imageId(),
                containers.changes(id).stream()
                        .map(change -> letter(change) + " " + change.path())
                        .toList(),
                layers(places),
                containers.writableBytes(id),
                environment(container),
                places.networks().stream()
                        .map(NetworkEndpoint::address)
                        .findFirst()
                        .orElse(""),
                places.networks().stream()
                        .flatMap(network -> network.published().stream())
                        .map(ContainerProbes::port)
                        .toList(),
                log(id),
                container.state().health().map(health -> health.status().word()).orElse(""),
                container.state().health().map(Health::log).orElse(List.of()).stream()
                        .map(Health.Check::exitCode)
                        .toList());
    }

    private static char letter(LayerChange change) {
        return switch (change.kind()) {
            case ADDED -> 'A';
            case MODIFIED, METADATA -> 'M';
            case DELETED -> 'D';
            case OPAQUE -> 'O';
        };
    }

    /** Above the image's layers every container has a directory of mount points. */
    private static List<String> layers(ContainerPlaces places) {
        return places.lower().stream()
                .filter(layer -> !layer.equals(EnginePaths.POINTS))
                .toList();
    }

    private static List<String> environment(ContainerRecord container) {
        if (!container.state().isRunning()) {
            return List.of();
        }
        try {
            byte[] block =
                    Files.readAllBytes(Path.of("/proc/" + container.state().pid() + "/environ"));
            String text = new String(block, 0, Math.min(block.length, MOST_TEXT), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\0", -1))
                    .filter(setting -> !setting.isEmpty())
                    .toList();
        } catch (IOException ended) {
            return List.of();
        }
    }

    private static String port(PortSpec.Binding binding) {
        String address = binding.hostAddress().isEmpty() ? "0.0.0.0" : binding.hostAddress();
        return address + ":" + binding.hostPort() + "->" + binding.port();
    }

    private String log(ContainerId id) {
        Deque<String> lines = new ArrayDeque<>();
        containers.logs(
                id,
                new LogRequest(false, OptionalInt.of(MOST_LINES), Optional.empty(), Optional.empty()),
                line -> lines.add(new String(line.bytes(), StandardCharsets.UTF_8)),
                new Cancellation());
        String text = String.join("", lines);
        return text.substring(Math.max(0, text.length() - MOST_TEXT));
    }
}
