package dev.sangja.runtime.build;

import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.ImageReference;
import dev.sangja.runtime.store.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a build needs of a store of images. What it makes stays hidden until {@link #finish}; whatever else it made goes
 * when the caller closes the store's construction. Safe for use by several threads.
 */
public interface BuildStore {
    /** The image that a name, or an id, stands for. */
    Optional<Image> find(String reference) throws IOException;

    /** Makes a layer. */
    Layer write(Construction.LayerContent content) throws IOException;

    /** Makes sure that a layer of an earlier build is still there, and that it stays. */
    boolean use(Layer layer) throws IOException;

    /** Where layers are unpacked; the upmost comes first. They must not be written. */
    List<Path> directories(List<Layer> layers) throws IOException;

    /** The files that layers show together. */
    default FileView view(List<Layer> layers) throws IOException {
        return FileView.of(directories(layers));
    }

    /** Makes the image, and gives it its names. One without a name is kept as {@code <none>}. */
    Image finish(ImageConfig config, List<Layer> layers, List<ImageReference> names) throws IOException;

    /** The platform's architecture, as Go names it. */
    static String architecture() {
        String name = System.getProperty("os.arch", "");
        return name.equals("aarch64") ? "arm64" : name;
    }
}
