package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.library.MachineImages;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The images of a machine, as they are at every call. */
final class StoreCatalog implements ImageCatalog {
    private final MachineImages images;

    StoreCatalog(MachineImages images) {
        this.images = images;
    }

    @Override
    public List<ImageDetails> all() {
        return images.all();
    }

    @Override
    public List<String> lowerDirectories(String imageId) {
        ImageLibrary library = images.library();
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

    @Override
    public void released(String imageId) {
        images.released(imageId);
    }
}
