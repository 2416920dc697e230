package dev.sangja.runtime.library;

import dev.sangja.runtime.anatomy.ImageAnatomy;
import dev.sangja.runtime.anatomy.LayerItem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is to be said of images: how they came about, what they hold, what they take of the disk. */
public final class ImageReports {
    private final MachineImages images;
    private final Supplier<List<ContainerRecord>> containers;

    ImageReports(MachineImages images, Supplier<List<ContainerRecord>> containers) {
        this.images = images;
        this.containers = containers;
    }

    /** How an image came about, the last step first. */
    public List<HistoryLine> history(String reference) {
        return history(images.get(reference));
    }

    /** The same of an image that is known already. */
    public List<HistoryLine> history(Image image) {
        List<Digest> layers = image.config().rootfs().diffIds();
        List<ImageConfig.Step> steps = image.config().history();
        return MachineImages.attempt("reading the history of " + image.id(), () -> {
            List<HistoryLine> lines = new ArrayList<>();
            int layer = 0;
            for (int i = 0; i < steps.size(); i++) {
                ImageConfig.Step step = steps.get(i);
                boolean made = !step.emptyLayer() && layer < layers.size();
                long size = made ? images.library().store().size(layers.get(layer++)) : 0;
                Optional<String> id =
                        i == steps.size() - 1 ? Optional.of(image.id().toString()) : Optional.empty();
                lines.add(0, new HistoryLine(id, step.created(), step.createdBy(), size, step.comment(), made));
            }
            return lines;
        });
    }

    /** What an image's layers hold, hide and waste. */
    public ImageAnatomy anatomy(Image image) {
        return anatomy(image, Optional.empty());
    }

    /** The same with a writable layer on top. */
    public ImageAnatomy anatomy(Image image, Optional<Path> upper) {
        return MachineImages.attempt("looking into " + image.id(), () -> {
            List<List<LayerItem>> layers = new ArrayList<>();
            for (Path directory : images.library().lowerDirectories(image)) {
                layers.add(0, LayerSurvey.of(directory));
            }
            if (upper.isPresent()) {
                layers.add(LayerSurvey.of(upper.get()));
            }
            return ImageAnatomy.of(layers);
        });
    }

    /** What each image takes of the disk. */
    public List<ImageUse> uses() {
        return MachineImages.attempt("measuring the images", () -> {
            List<ImageDetails> all = images.all();
            Map<String, Integer> holders = new HashMap<>();
            all.forEach(image ->
                    image.layers().stream().distinct().forEach(layer -> holders.merge(layer, 1, Integer::sum)));
            List<ContainerRecord> users = containers.get();
            List<ImageUse> uses = new ArrayList<>();
            for (ImageDetails image : all) {
                long shared = 0;
                for (String layer : image.layers()) {
                    shared += holders.getOrDefault(layer, 0) > 1
                            ? images.library().store().size(Digest.parse(layer))
                            : 0;
                }
                int count = (int) users.stream()
                        .filter(user -> user.imageId().equals(image.id()))
                        .count();
                uses.add(new ImageUse(image, shared, count));
            }
            return uses;
        });
    }

    /** Layers that no image has, but builds remember: how many, and their bytes. */
    public LooseLayers looseLayers() {
        return MachineImages.attempt("measuring what builds remember", () -> {
            List<Digest> loose = images.library().looseLayers();
            long bytes = 0;
            for (Digest layer : loose) {
                bytes += images.library().store().size(layer);
            }
            return new LooseLayers(loose.size(), bytes);
        });
    }

    /**
     * Layers that belong to no image.
     *
     * @param count how many
     * @param bytes of file content
     */
    public record LooseLayers(int count, long bytes) {}

    /** Bytes of all layers of all images, each once. */
    public long layerBytes() {
        return MachineImages.attempt("measuring the images", () -> {
            long bytes = 0;
            Set<String> layers = images.all().stream()
                    .flatMap(image -> image.layers().stream())
                    .collect(Collectors.toSet());
            for (String layer : layers) {
                bytes += images.library().store().size(Digest.parse(layer));
            }
            return bytes;
        });
    }
}
