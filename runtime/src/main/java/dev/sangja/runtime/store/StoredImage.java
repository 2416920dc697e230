package dev.sangja.runtime.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An image among those of a machine.
 *
 * @param image the image
 * @param names what it is called, in their order; none if a name has been taken from it
 * @param shared whether it lies in the store that all machines share
 */
public record StoredImage(Image image, List<ImageReference> names, boolean shared) {
    public StoredImage {
        requireNonNull(image, "image");
        names = List.copyOf(names);
    }
}
