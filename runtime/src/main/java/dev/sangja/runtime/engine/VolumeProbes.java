package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.probe.VolumeFact;
import dev.sangja.runtime.volume.VolumeOperations;
import dev.sangja.runtime.volume.VolumeRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at volumes. Safe for use by several threads. */
final class VolumeProbes {
    private final VolumeOperations volumes;
    private final Supplier<List<ContainerRecord>> containers;

    VolumeProbes(VolumeOperations volumes, Supplier<List<ContainerRecord>> containers) {
        this.volumes = volumes;
        this.containers = containers;
    }

    /** The volume of that name; empty if there is none. */
    Optional<VolumeFact> volume(String name) {
        return volumes.volumes().stream()
                .filter(volume -> volume.name().equals(name))
                .findFirst()
                .map(this::fact);
    }

    private VolumeFact fact(VolumeRecord volume) {
        List<String> users = containers.get().stream()
                .filter(container -> container.spec().mounts().stream()
                        .anyMatch(mount -> mount instanceof MountSpec.Volume used
                                && used.name().equals(Optional.of(volume.name()))))
                .map(ContainerRecord::name)
                .toList();
        return new VolumeFact(volume.name(), volume.anonymous(), volumes.bytes(volume), users);
    }
}
