package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where a container's parts lie, as paths of the workbench.
 *
 * @param lower the directories of its image's layers, uppermost first, as overlayfs takes them
 * @param upper its writable layer
 * @param work the directory that overlayfs works in
 * @param merged where they are mounted together
 * @param log the file that keeps its output
 * @param networks the networks that it is on now
 */
public record ContainerPlaces(
        List<String> lower, String upper, String work, String merged, String log, List<NetworkEndpoint> networks) {
    public ContainerPlaces {
        lower = List.copyOf(lower);
        requireNonNull(upper, "upper");
        requireNonNull(work, "work");
        requireNonNull(merged, "merged");
        requireNonNull(log, "log");
        networks = List.copyOf(networks);
    }
}
