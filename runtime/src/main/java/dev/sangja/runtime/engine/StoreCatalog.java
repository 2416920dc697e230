package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageLibrary;
import dev.sangja.runtime.store.StoredImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The images of a machine's library, as they are at every call. */
final class StoreCatalog implements ImageCatalog {
    private final ImageLibrary library;

    StoreCatalog(ImageLibrary library) {
        this.library = library;
    }

    @Override
    public List<ImageDetails> all() {
        try {
            List<ImageDetails> all = new ArrayList<>();
            for (StoredImage image : library.images()) {
                all.add(details(image));
            }
            return all;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the machine's images", failure);
        }
    }

    private ImageDetails details(StoredImage stored) throws IOException {
        Image image = stored.image();
        ImageConfig config = image.config();
        return new ImageDetails(
                image.id().toString(),
                stored.names().stream().map(Object::toString).toList(),
                List.of(),
                config.created().orElse(Instant.EPOCH),
                library.store().size(image),
                config.architecture(),
                config.rootfs().diffIds().stream().map(Object::toString).toList(),
                ImageDefaultsReader.read(config.config()));
    }

    @Override
    public List<String> lowerDirectories(String imageId) {
        try {
            Optional<Image> image = library.find(Digest.parse(imageId));
            return image.isEmpty()
                    ? List.of()
                    : library.lowerDirectories(image.get()).stream()
                            .map(Path::toString)
                            .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the layers of image " + imageId, failure);
        }
    }
}
