package dev.sangja.runtime.docker;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.event.EventLog;
import dev.sangja.runtime.network.NetworkOperations;
import dev.sangja.runtime.volume.VolumeOperations;

/**
 * What a machine has besides containers and images.
 *
 * @param networks recording for the run that the client belongs to
 */
public record LabHost(NetworkOperations networks, VolumeOperations volumes, EventLog events) {
    public LabHost {
        requireNonNull(networks, "networks");
        requireNonNull(volumes, "volumes");
        requireNonNull(events, "events");
    }
}
