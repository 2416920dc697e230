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
 */
public record ImageDefaults(
        List<String> entrypoint,
        List<String> command,
        List<String> environment,
        String workingDirectory,
        String user,
        List<PortSpec.Port> exposed,
        Map<String, String> labels,
        Optional<Signal> stopSignal) {
    public static final ImageDefaults NONE =
            new ImageDefaults(List.of(), List.of(), List.of(), "", "", List.of(), Map.of(), Optional.empty());

    public ImageDefaults {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        requireNonNull(workingDirectory, "workingDirectory");
        requireNonNull(user, "user");
        exposed = List.copyOf(exposed);
        labels = Map.copyOf(labels);
        requireNonNull(stopSignal, "stopSignal");
    }
}
