package dev.sangja.runtime.archive;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageReference;
import java.util.List;

/**
 * An image of an archive.
 *
 * @param image the image
 * @param names what the archive calls it; may be empty
 */
public record ArchivedImage(Image image, List<ImageReference> names) {
    public ArchivedImage {
        requireNonNull(image, "image");
        names = List.copyOf(names);
    }
}
