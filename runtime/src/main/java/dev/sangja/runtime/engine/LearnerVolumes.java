package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.event.Event;
import dev.sangja.runtime.volume.VolumeOperations;
import dev.sangja.runtime.volume.VolumeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The volumes of a machine. Safe for use by several threads. */
final class LearnerVolumes implements VolumeOperations {
    private final ContainerWorks works;

    LearnerVolumes(ContainerWorks works) {
        this.works = works;
    }

    @Override
    public List<VolumeRecord> volumes() {
        return works.volumes().all();
    }

    @Override
    public VolumeRecord volume(String name) {
        return works.volumes().find(name).orElseThrow(() -> new ContainerProblem.NoSuchVolume(name));
    }

    @Override
    public VolumeRecord create(Optional<String> name, Map<String, String> labels) {
        boolean there = name.flatMap(works.volumes()::find).isPresent();
        VolumeRecord volume = works.volumes().create(name, labels);
        if (!there) {
            works.events().add(Event.Kind.VOLUME, "create", volume.name(), Map.of("driver", "local"));
        }
        return volume;
    }

    @Override
    public void remove(String name) {
        VolumeRecord volume = volume(name);
        String users = works.register().all().stream()
                .filter(container -> container.spec().mounts().stream()
                        .anyMatch(mount -> mount instanceof MountSpec.Volume used
                                && used.name().equals(Optional.of(name))))
                .map(container -> container.id().value())
                .collect(Collectors.joining(", "));
        if (!users.isEmpty()) {
            throw new ContainerProblem.Refused("remove " + name + ": volume is in use - [" + users + "]");
        }
        ContainerVolumes.remove(works, volume);
    }

    @Override
    public Set<String> used() {
        return ContainerVolumes.used(works.register().all());
    }

    @Override
    public Path directory(VolumeRecord volume) {
        return works.volumes().directory(volume);
    }

    @Override
    public long bytes(VolumeRecord volume) {
        try (Stream<Path> tree = Files.walk(directory(volume))) {
            return tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException changing) {
            return 0;
        }
    }
}
