package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ImageDetails;
import java.util.List;

/** The images that a machine's containers can be made from. Safe for use by several threads. */
interface ImageCatalog {
    List<ImageDetails> all();

    /** The read-only directories of an image, the topmost first, as the engine sees them. */
    List<String> lowerDirectories(String imageId);
}
