package dev.sangja.runtime.engine;

import dev.sangja.runtime.build.BuildStore;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageLibrary;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.Layer;
import dev.sangja.runtime.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The machine's images for one build. What the build makes is kept from collection until this is closed. Safe for use
 * by several threads: stages take turns where they write.
 */
final class LibraryStore implements BuildStore, AutoCloseable {
    private final ImageLibrary library;
    private final Construction construction;

    LibraryStore(ImageLibrary library) {
        this.library = library;
        this.construction = library.begin();
    }

    @Override
    public Optional<Image> find(String reference) throws IOException {
        try {
            return library.resolve(reference);
        } catch (StoreException ambiguous) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized Layer write(Construction.LayerContent content) throws IOException {
        return construction.writeLayer(content);
    }

    /** Makes a layer of what a container wrote; the directory is used up. */
    synchronized Layer seal(Path upper, List<Path> lower) throws IOException {
        return construction.sealUpper(upper, lower);
    }

    @Override
    public synchronized boolean use(Layer layer) throws IOException {
        if (!library.store().blobs().has(layer.blob().digest())) {
            return false;
        }
        construction.useLayer(layer.blob(), layer.diffId());
        return true;
    }

    @Override
    public List<Path> directories(List<Layer> layers) {
        return library.store()
                .lowerDirectories(layers.stream().map(Layer::diffId).toList());
    }

    @Override
    public synchronized Image finish(ImageConfig config, List<Layer> layers, List<ImageReference> names)
            throws IOException {
        Image image = construction.create(config, layers);
        for (ImageReference name : names) {
            library.tag(name, image);
        }
        if (names.isEmpty()) {
            construction.keep(image);
        }
        return image;
    }

    @Override
    public void close() throws IOException {
        construction.close();
    }
}
