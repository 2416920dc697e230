package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.probe.LayerTower;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the directories of which a file system is made. Safe for use by several threads. */
final class TowerLookup {
    private static final String WORKBENCH = "workbench";

    private final ImageLibrary library;
    private final Containers containers;
    private final List<String> workbenchLayers;

    TowerLookup(ImageLibrary library, Containers containers, List<String> workbenchLayers) {
        this.library = library;
        this.containers = containers;
        this.workbenchLayers = List.copyOf(workbenchLayers);
    }

    /**
     * A file system's layers.
     *
     * @param levels the topmost first
     */
    record Found(LayerTower.Kind kind, List<Level> levels) {}

    /**
     * One layer.
     *
     * @param fixed whether it never changes, and neither does anything below it
     */
    record Level(String id, String createdBy, Path directory, boolean writable, boolean fixed) {}

    /** The layers of the workbench, of a mount point of it, of a container or of an image; empty if there is none. */
    Optional<Found> find(String place) {
        if (place.equals(WORKBENCH)) {
            return Optional.of(workbench());
        }
        if (place.startsWith("/")) {
            return mount(place);
        }
        try {
            Optional<ContainerRecord> container = containers.containers().stream()
                    .filter(record -> record.name().equals(place))
                    .findFirst();
            if (container.isPresent()) {
                return Optional.of(container(container.get()));
            }
            Optional<Image> image = library.resolve(place);
            return image.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Found(LayerTower.Kind.IMAGE, levels(image.get())));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the layers of " + place, failure);
        }
    }

    private Found workbench() {
        List<Level> levels = new ArrayList<>();
        levels.add(writable(Path.of(EnginePaths.WORKBENCH, "upper")));
        workbenchLayers.forEach(layer ->
                levels.add(new Level(Path.of(layer).getFileName().toString(), "", Path.of(layer), false, true)));
        return new Found(LayerTower.Kind.WORKBENCH, levels);
    }

    private Found container(ContainerRecord record) throws IOException {
        List<Level> levels = new ArrayList<>();
        levels.add(writable(containers.root(record).upper()));
        Optional<Image> image = library.find(Digest.parse(record.imageId()));
        if (image.isPresent()) {
            levels.addAll(levels(image.get()));
        }
        return new Found(LayerTower.Kind.CONTAINER, levels);
    }

    private static Level writable(Path directory) {
        return new Level(directory.toString(), "", directory, true, false);
    }

    private List<Level> levels(Image image) throws IOException {
        List<String> makers = image.config().history().stream()
                .filter(step -> !step.emptyLayer())
                .map(ImageConfig.Step::createdBy)
                .toList();
        List<Digest> diffIds = image.config().rootfs().diffIds();
        List<Path> directories = library.lowerDirectories(image);
        List<Level> levels = new ArrayList<>();
        for (int index = 0; index < directories.size(); index++) {
            int fromBelow = directories.size() - 1 - index;
            levels.add(new Level(
                    diffIds.get(fromBelow).toString(),
                    fromBelow < makers.size() ? makers.get(fromBelow) : "",
                    directories.get(index),
                    false,
                    true));
        }
        return levels;
    }

    /** Called on a thread of the workbench, whose mounts it reads. */
    private static Optional<Found> mount(String point) {
        try {
            return OverlayMount.at(Files.readString(Path.of("/proc/thread-self/mountinfo")), point)
                    .map(TowerLookup::levels);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the workbench's mounts", failure);
        }
    }

    private static Found levels(OverlayMount mount) {
        List<Level> levels = new ArrayList<>();
        mount.upper().ifPresent(upper -> levels.add(writable(Path.of(upper))));
        mount.lower().forEach(lower -> levels.add(new Level(lower, "", Path.of(lower), false, false)));
        return new Found(LayerTower.Kind.MOUNT, levels);
    }
}
