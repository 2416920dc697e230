package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.library.MachineImages;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The images of a machine, as they are at every call. */
final class StoreCatalog implements ImageCatalog {
    /** mount(2) takes one page of options, in which the directories of the container must have room too. */
    private static final int MOST_OPTIONS = 3500;

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
            if (image.isEmpty()) {
                return List.of();
            }
            List<Path> directories = library.lowerDirectories(image.get());
            int length = directories.stream()
                    .mapToInt(directory -> directory.toString().length() + 1)
                    .sum();
            return length > MOST_OPTIONS ? linked(directories) : texts(directories);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the layers of image " + imageId, failure);
        }
    }

    private static List<String> texts(List<Path> directories) {
        return directories.stream().map(Path::toString).toList();
    }

    /** The same directories by short names. */
    private static List<String> linked(List<Path> directories) throws IOException {
        Path links = Files.createDirectories(Path.of(EnginePaths.LINKS));
        List<String> names = new ArrayList<>();
        for (Path directory : directories) {
            Path link = links.resolve(ImageDetails.shortId(String.valueOf(directory.getFileName())));
            if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(directory)) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, directory);
            }
            names.add(link.toString());
        }
        return names;
    }

    @Override
    public void released(String imageId) {
        images.released(imageId);
    }
}
