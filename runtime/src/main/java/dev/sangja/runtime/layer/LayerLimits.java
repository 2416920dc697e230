package dev.sangja.runtime.layer;

/**
 * How much of an archive is accepted before it is refused.
 *
 * @param entries most entries
 * @param bytes most bytes of file content together
 * @param pathBytes longest path, in bytes
 * @param depth most path components
 */
public record LayerLimits(int entries, long bytes, int pathBytes, int depth) {
    /** For layers of images: 200,000 entries, 4 GiB, the kernel's PATH_MAX. */
    public static final LayerLimits IMAGE = new LayerLimits(200_000, 4L << 30, 4095, 128);
}
