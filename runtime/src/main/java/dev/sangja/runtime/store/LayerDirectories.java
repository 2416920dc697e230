package dev.sangja.runtime.store;

import dev.sangja.runtime.layer.DevicePolicy;
import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.layer.LayerUnpacker;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The unpacked layers of a store, each under the digest of its uncompressed archive. One appears by a rename when it is
 * whole. A power cut may lose what was just unpacked; then removing the directory makes it be unpacked again.
 */
final class LayerDirectories {
    private final BlobStore blobs;
    private final StoreLayout layout;
    private final Owners owners;
    private final LayerUnpacker unpacker;

    LayerDirectories(BlobStore blobs, StoreLayout layout, Linux linux, Owners owners) {
        this.blobs = blobs;
        this.layout = layout;
        this.owners = owners;
        this.unpacker = new LayerUnpacker(linux, LayerLimits.IMAGE, DevicePolicy.SKIP, owners);
    }

    /** Unpacks a layer, unless it is there. */
    void unpack(Descriptor layer, Digest diffId) throws IOException {
        Path finished = layout.layer(diffId);
        if (Files.isDirectory(finished)) {
            return;
        }
        if (!layer.mediaType().equals(Descriptor.LAYER)) {
            throw new StoreException("layers of type " + layer.mediaType() + " cannot be unpacked yet");
        }
        if (!layer.digest().equals(diffId)) {
            throw new StoreException("layer " + layer.digest() + " is not " + diffId + ", as its image says");
        }
        Path unfinished = Files.createDirectory(layout.newUnfinished());
        try {
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            owners.give(unfinished);
            try (InputStream in = blobs.open(layer)) {
                unpacker.unpack(in, unfinished);
                // The archive's end comes before the blob's, where its digest is checked.
                in.transferTo(OutputStream.nullOutputStream());
            }
            moveInto(unfinished, finished);
            StoreLayout.synchronize(layout.layers());
        } finally {
            FileTree.delete(unfinished);
        }
    }

    private static void moveInto(Path unfinished, Path finished) throws IOException {
        try {
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            // ENOTEMPTY: another writer was quicker with the very same layer.
            if (!Files.isDirectory(finished)) {
                throw refused;
            }
        }
    }
}
