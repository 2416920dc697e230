package dev.sangja.runtime.image;

import dev.sangja.runtime.build.BuildStore;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.Layer;
import dev.sangja.runtime.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The store that all machines share, for builds of the lab's images. */
record WriterStore(StoreWriter writer) implements BuildStore {
    @Override
    public Optional<Image> find(String reference) throws IOException {
        return writer.store().find(ImageReference.parse(reference));
    }

    @Override
    public Layer write(Construction.LayerContent content) throws IOException {
        return writer.writeLayer(content);
    }

    @Override
    public boolean use(Layer layer) {
        return true;
    }

    @Override
    public List<Path> directories(List<Layer> layers) {
        return writer.store()
                .lowerDirectories(layers.stream().map(Layer::diffId).toList());
    }

    /** Who unpacked the files is another one on every host; in the images all of them are root's. */
    @Override
    public FileView view(List<Layer> layers) {
        return FileView.of(directories(layers)).ownedByRoot();
    }

    @Override
    public Image finish(ImageConfig config, List<Layer> layers, List<ImageReference> names) throws IOException {
        return writer.add(names.get(0), config, layers.stream().map(Layer::blob).toList());
    }
}
