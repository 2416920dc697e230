package dev.sangja.runtime.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

    /** Another store inside this one, for machines whose ids begin there; see {@link StoreCopy}. */
    Path copy(int firstUser, int firstGroup) {
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
        return inputs().resolve(name);
    }

    private Path inputs() {
        return root.resolve("inputs");
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

    /** Makes the directories that are missing. Whoever gets into the store's own directory may read all. */
    void create() throws IOException {
        for (Path directory : List.of(root, root.resolve("blobs"), blobs(), layers(), unfinished(), inputs())) {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** Puts a file in its place whole, or not at all. */
    void replace(Path file, byte[] content) throws IOException {
        Path unfinished = newUnfinished();
        try {
            Files.write(unfinished, content);
            makeReadable(unfinished);
            synchronize(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            synchronize(file.resolveSibling("."));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    static void makeReadable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
