package dev.sangja.runtime.library;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.container.ImageDetails;

/**
 * What an image takes of the disk.
 *
 * @param image the image
 * @param sharedBytes of layers that other images have too
 * @param containers how many are made of it
 */
public record ImageUse(ImageDetails image, long sharedBytes, int containers) {
    public ImageUse {
        requireNonNull(image, "image");
    }

    /** Bytes of layers that no other image has. */
    public long uniqueBytes() {
        return image.sizeBytes() - sharedBytes;
    }
}
