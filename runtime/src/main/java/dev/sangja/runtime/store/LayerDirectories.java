package dev.sangja.runtime.store;

import dev.sangja.runtime.layer.DevicePolicy;
import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.layer.LayerPacker;
import dev.sangja.runtime.layer.LayerUnpacker;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * The unpacked layers of a store, each under the digest of its uncompressed archive. One appears by a rename when it is
 * whole. A power cut may lose what was just unpacked; then removing the directory makes it be unpacked again.
 */
final class LayerDirectories {
    private static final int BUFFER = 256 * 1024;

    private final BlobStore blobs;
    private final StoreLayout layout;
    private final Linux linux;
    private final Owners owners;

    LayerDirectories(BlobStore blobs, StoreLayout layout, Linux linux, Owners owners) {
        this.blobs = blobs;
        this.layout = layout;
        this.linux = linux;
        this.owners = owners;
    }

    /** Unpacks a layer, unless it is there. */
    void unpack(Descriptor layer, Digest diffId) throws IOException {
        unpack(layer, diffId, LayerLimits.IMAGE);
    }

    /** Unpacks a layer within these limits, unless it is there. */
    void unpack(Descriptor layer, Digest diffId, LayerLimits limits) throws IOException {
        if (Files.isDirectory(layout.layer(diffId))) {
            return;
        }
        LayerCompression compression = LayerCompression.of(layer.mediaType());
        if (compression == LayerCompression.NONE && !layer.digest().equals(diffId)) {
            throw new StoreException("layer " + layer.digest() + " is not " + diffId + ", as its image says");
        }
        Path unfinished = newDirectory();
        try {
            LayerUnpacker.Unpacked unpacked;
            try (InputStream in = new BufferedInputStream(blobs.open(layer), BUFFER)) {
                unpacked = expand(in, compression, diffId, unfinished, limits);
                // The archive's end comes before the blob's, where its digest is checked.
                in.transferTo(OutputStream.nullOutputStream());
            }
            place(unfinished, diffId, unpacked.bytes());
        } finally {
            FileTree.delete(unfinished);
        }
    }

    private LayerUnpacker.Unpacked expand(
            InputStream in, LayerCompression compression, Digest diffId, Path directory, LayerLimits limits)
            throws IOException {
        if (compression == LayerCompression.NONE) {
            return fill(in, directory, limits);
        }
        MessageDigest algorithm = Digest.algorithm();
        InputStream archive = new DigestInputStream(compression.expand(in), algorithm);
        LayerUnpacker.Unpacked unpacked = fill(archive, directory, limits);
        Digest found = Digest.finish(algorithm);
        if (!found.equals(diffId)) {
            throw new StoreException("a layer's archive is " + found + ", and its image says " + diffId);
        }
        return unpacked;
    }

    /** Unpacks an archive, and reads it to its end within bounds. */
    LayerUnpacker.Unpacked fill(InputStream archive, Path directory, LayerLimits limits) throws IOException {
        InputStream bounded = new BoundedInput(archive, limits);
        LayerUnpacker.Unpacked unpacked =
                new LayerUnpacker(linux, limits, DevicePolicy.SKIP, owners).unpack(bounded, directory);
        bounded.transferTo(OutputStream.nullOutputStream());
        return unpacked;
    }

    /** What packs a writable layer. */
    LayerPacker packer() {
        return new LayerPacker(LayerPacker.Dress.AS_IS, linux);
    }

    /** An empty directory that nobody takes for a layer yet; whoever asked for it removes it. */
    Path newDirectory() throws IOException {
        Path unfinished = Files.createDirectory(layout.newUnfinished());
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        owners.give(unfinished);
        return unfinished;
    }

    /** Makes a finished directory that layer's; if another one is quicker with the very same, it stays where it is. */
    void place(Path directory, Digest diffId, long bytes) throws IOException {
        layout.replace(layout.size(diffId), Long.toString(bytes).getBytes(StandardCharsets.US_ASCII));
        Path finished = layout.layer(diffId);
        try {
            Files.move(directory, finished, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            // ENOTEMPTY: another writer was quicker with the very same layer.
            if (!Files.isDirectory(finished)) {
                throw refused;
            }
        }
        StoreLayout.synchronize(layout.layers());
    }
}
