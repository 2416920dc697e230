package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ImageDefaults;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.image.LabImages;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.ImageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of the store, as an engine sees it. Immutable: read once. */
final class StoreCatalog implements ImageCatalog {
    private final List<ImageDetails> images;
    private final Map<String, List<String>> lower;

    private StoreCatalog(List<ImageDetails> images, Map<String, List<String>> lower) {
        this.images = List.copyOf(images);
        this.lower = Map.copyOf(lower);
    }

    static StoreCatalog open(Path directory) {
        ImageStore store = ImageStore.open(directory);
        Map<String, ImageDetails> details = new LinkedHashMap<>();
        Map<String, List<String>> lower = new LinkedHashMap<>();
        try {
            for (Map.Entry<ImageReference, Image> named : store.list().entrySet()) {
                if (LabImages.isInternal(named.getKey())) {
                    continue;
                }
                Image image = named.getValue();
                String id = image.id().toString();
                List<String> tags = new ArrayList<>(Optional.ofNullable(details.get(id))
                        .map(ImageDetails::tags)
                        .orElse(List.of()));
                tags.add(named.getKey().toString());
                details.put(id, details(image, tags));
                lower.put(
                        id,
                        store.lowerDirectories(image).stream()
                                .map(Path::toString)
                                .toList());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the images of " + directory, failure);
        }
        return new StoreCatalog(List.copyOf(details.values()), lower);
    }

    private static ImageDetails details(Image image, List<String> tags) {
        ImageConfig config = image.config();
        ImageConfig.Execution execution = config.config();
        return new ImageDetails(
                image.id().toString(),
                tags,
                List.of(),
                config.created().orElse(Instant.EPOCH),
                image.size(),
                config.architecture(),
                config.rootfs().diffIds().stream().map(Object::toString).toList(),
                new ImageDefaults(
                        execution.entryPoint(),
                        execution.command(),
                        execution.environment(),
                        execution.workingDirectory(),
                        execution.user(),
                        List.of(),
                        execution.labels(),
                        Signal.parse(execution.stopSignal())));
    }

    @Override
    public List<ImageDetails> all() {
        return images;
    }

    @Override
    public List<String> lowerDirectories(String imageId) {
        return Optional.ofNullable(lower.get(imageId)).orElse(List.of());
    }
}
