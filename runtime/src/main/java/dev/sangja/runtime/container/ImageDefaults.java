package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of an image's configuration that its containers start from; see the OCI image specification, config.md.
 *
 * @param user empty for root
 * @param workingDirectory empty for the root directory
 * @param volumes paths that each get a volume of their own
 * @param health how its work is tested
 * @param shell what runs the shell form of a command; empty for {@code /bin/sh -c}
 * @param onBuild instructions for builds that begin with it
 */
public record ImageDefaults(
        List<String> entrypoint,
        List<String> command,
        List<String> environment,
        String workingDirectory,
        String user,
        List<PortSpec.Port> exposed,
        Map<String, String> labels,
        Optional<Signal> stopSignal,
        List<String> volumes,
        Optional<HealthSpec> health,
        List<String> shell,
        List<String> onBuild) {
    public static final ImageDefaults NONE =
            new ImageDefaults(List.of(), List.of(), List.of(), "", "", List.of(), Map.of(), Optional.empty());

    /** Without what only few images say. */
    public ImageDefaults(
            List<String> entrypoint,
            List<String> command,
            List<String> environment,
            String workingDirectory,
            String user,
            List<PortSpec.Port> exposed,
            Map<String, String> labels,
            Optional<Signal> stopSignal) {
        this(
                entrypoint,
                command,
                environment,
                workingDirectory,
                user,
                exposed,
                labels,
                stopSignal,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    public ImageDefaults {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        requireNonNull(workingDirectory, "workingDirectory");
        requireNonNull(user, "user");
        exposed = List.copyOf(exposed);
        labels = Map.copyOf(labels);
        requireNonNull(stopSignal, "stopSignal");
        volumes = List.copyOf(volumes);
        requireNonNull(health, "health");
        shell = List.copyOf(shell);
        onBuild = List.copyOf(onBuild);
    }
}
