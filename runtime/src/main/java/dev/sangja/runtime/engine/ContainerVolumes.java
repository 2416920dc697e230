package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.ImageDefaults;
import dev.sangja.runtime.container.MountSpec;
import dev.sangja.runtime.event.Event;
import dev.sangja.runtime.volume.VolumeRecord;
import dev.sangja.runtime.volume.VolumeRegister;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The volumes of containers: made with them, and removed with them if nobody named them. */
final class ContainerVolumes {
    private ContainerVolumes() {}

    /** The mounts of a new container, with a volume for each that names none and each that the image wants. */
    static List<MountSpec> resolve(VolumeRegister volumes, ContainerSpec spec, ImageDefaults image) {
        List<MountSpec> wanted = new ArrayList<>(spec.mounts());
        Set<String> targets = new HashSet<>();
        wanted.forEach(mount -> targets.add(mount.target()));
        for (String target : image.volumes()) {
            if (target.startsWith("/") && targets.add(clean(target))) {
                wanted.add(new MountSpec.Volume(Optional.empty(), clean(target), false));
            }
        }
        List<MountSpec> resolved = new ArrayList<>();
        for (MountSpec mount : wanted) {
            if (mount instanceof MountSpec.Volume volume) {
                volume.name().ifPresent(VolumeRegister::check);
                resolved.add(
                        volume.named(volumes.create(volume.name(), Map.of()).name()));
            } else {
                resolved.add(mount);
            }
        }
        return resolved;
    }

    private static String clean(String target) {
        return java.nio.file.Path.of(target).normalize().toString();
    }

    /** Removes the volumes that were made for that container alone, and that no other has taken up. */
    static void removeAnonymous(ContainerWorks works, ContainerRecord container) {
        Set<String> used = used(works.register().all().stream()
                .filter(other -> !other.id().equals(container.id()))
                .toList());
        for (MountSpec mount : container.spec().mounts()) {
            if (mount instanceof MountSpec.Volume volume && volume.anonymous()) {
                volume.name()
                        .filter(name -> !used.contains(name))
                        .flatMap(works.volumes()::find)
                        .filter(VolumeRecord::anonymous)
                        .ifPresent(found -> remove(works, found));
            }
        }
    }

    static void remove(ContainerWorks works, VolumeRecord volume) {
        works.volumes().remove(volume);
        works.events().add(Event.Kind.VOLUME, "destroy", volume.name(), Map.of("driver", "local"));
    }

    /** The names of the volumes that containers have. */
    static Set<String> used(List<ContainerRecord> containers) {
        Set<String> used = new HashSet<>();
        for (ContainerRecord container : containers) {
            for (MountSpec mount : container.spec().mounts()) {
                if (mount instanceof MountSpec.Volume volume) {
                    volume.name().ifPresent(used::add);
                }
            }
        }
        return used;
    }
}
