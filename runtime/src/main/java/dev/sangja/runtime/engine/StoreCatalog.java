package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ImageDefaults;
import dev.sangja.runtime.container.ImageDetails;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of the store, as an engine sees it. */
final class StoreCatalog implements ImageCatalog {
    private final Map<String, List<String>> lower;
    private final List<ImageDetails> images;

    private StoreCatalog(List<ImageDetails> images, Map<String, List<String>> lower) {
        this.images = List.copyOf(images);
        this.lower = Map.copyOf(lower);
    }

    static StoreCatalog open(Path store, EngineConfiguration configuration) {
        String id = "sha256:" + "0".repeat(64);
        ImageDetails base = new ImageDetails(
                id, List.of("lab/base:1"), List.of(), Instant.EPOCH, 0, "amd64", List.of(), ImageDefaults.NONE);
        String bottom = configuration
                .workbenchLayers()
                .get(configuration.workbenchLayers().size() - 1);
        return new StoreCatalog(List.of(base), Map.of(id, List.of(bottom)));
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
