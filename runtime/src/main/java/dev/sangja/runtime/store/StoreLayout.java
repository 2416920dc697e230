package dev.sangja.runtime.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Where the store keeps what: an OCI image layout (image-layout.md) with the unpacked layers beside it. Nobody else
 * joins paths.
 *
 * @param root the store's directory
 */
record StoreLayout(Path root) {
    /** Says that this is an image layout, and of which version. */
    Path marker() {
        return root.resolve("oci-layout");
    }

    Path index() {
        return root.resolve("index.json");
    }

    Path blobs() {
        return root.resolve("blobs/sha256");
    }

    Path blob(Digest digest) {
        return blobs().resolve(digest.hex());
    }

    /** Layers unpacked, each under the digest of its uncompressed archive. */
    Path layers() {
        return root.resolve("layers");
    }

    Path layer(Digest diffId) {
        return layers().resolve(diffId.hex());
    }

    /** The same for machines whose ids begin there, where the kernel cannot show the first ones as theirs. */
    Path copiedLayers(int firstUser, int firstGroup) {
        return root.resolve("copies").resolve(firstUser + "-" + firstGroup);
    }

    /** What is being made; on the same file system, so that a rename is enough to finish it. */
    Path unfinished() {
        return root.resolve("unfinished");
    }

    Path newUnfinished() {
        return unfinished().resolve(UUID.randomUUID().toString());
    }

    /** From which files of the host an image was built. */
    Path inputs(String name) {
        return root.resolve("inputs").resolve(name + ".json");
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** Makes sure that a rename or a new name in that directory survives a power cut; fsync(2). */
    static void synchronize(Path fileOrDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    void create() throws IOException {
        Files.createDirectories(blobs());
        Files.createDirectories(layers());
        Files.createDirectories(unfinished());
        Files.createDirectories(inputs("any").getParent());
    }
}
