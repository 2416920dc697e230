package dev.sangja.runtime.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Blobs by digest. A blob appears under its name only when it is whole and on disk, so that a reader never meets half
 * of one, whenever the writer may have died; and it is checked again whenever it is read. Safe for use by several
 * threads and processes at once.
 */
public final class BlobStore {
    /** Manifests and configurations are read into memory; nobody's is longer. */
    private static final long LONGEST_DOCUMENT = 4 << 20;

    private static final int BUFFER = 64 * 1024;

    private final StoreLayout layout;
    private final Optional<BlobStore> lower;

    BlobStore(StoreLayout layout, Optional<BlobStore> lower) {
        this.layout = layout;
        this.lower = lower;
    }

    /** Takes what {@code writing} writes; what it throws leaves nothing behind. */
    public Descriptor put(String mediaType, Writing writing) throws IOException {
        Path file = layout.newUnfinished();
        try {
            Unplaced unplaced = write(file, writing);
            place(unplaced);
            return new Descriptor(mediaType, unplaced.digest(), unplaced.size());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * A blob that is written and on disk, and has no name yet.
     *
     * @param file where it is; whoever made it removes it
     */
    record Unplaced(Path file, Digest digest, long size) {}

    /** Writes a blob to a new file, which stays without a name until {@link #place}. */
    Unplaced write(Path file, Writing writing) throws IOException {
        MessageDigest algorithm = Digest.algorithm();
        try (OutputStream out = new BufferedOutputStream(
                new DigestOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        algorithm),
                BUFFER)) {
            writing.writeTo(out);
        }
        return finish(file, Digest.finish(algorithm));
    }

    /** Makes sure that a file with that digest is on disk. */
    Unplaced finish(Path file, Digest digest) throws IOException {
        if (!has(digest)) {
            StoreLayout.makeReadable(file);
            StoreLayout.synchronize(file);
        }
        return new Unplaced(file, digest, Files.size(file));
    }

    /** Gives a blob its name, unless one of that name is there, whose content is the same. */
    void place(Unplaced blob) throws IOException {
        if (!has(blob.digest())) {
            Files.move(blob.file(), layout.blob(blob.digest()), StandardCopyOption.ATOMIC_MOVE);
            StoreLayout.synchronize(layout.blobs());
        }
    }

    /** Takes these bytes. */
    public Descriptor put(String mediaType, byte[] bytes) throws IOException {
        return put(mediaType, out -> out.write(bytes));
    }

    /** Whether it is there, in this store or the one below. */
    public boolean has(Digest digest) {
        return Files.exists(file(digest));
    }

    /** Where its bytes are, in this store or the one below; perhaps nothing is there. */
    Path file(Digest digest) {
        Path own = layout.blob(digest);
        return lower.isEmpty() || Files.exists(own) ? own : lower.get().file(digest);
    }

    /** How many bytes it has. */
    public long size(Digest digest) throws IOException {
        try {
            return Files.size(file(digest));
        } catch (NoSuchFileException missing) {
            throw new StoreException("the store has no blob " + digest, missing);
        }
    }

    /**
     * Opens a blob for reading. The stream checks size and digest as it goes and throws {@link StoreException} instead
     * of ending if they are wrong; the caller closes it.
     */
    public InputStream open(Descriptor descriptor) throws IOException {
        try {
            return new CheckedBlob(Files.newInputStream(file(descriptor.digest())), descriptor);
        } catch (NoSuchFileException missing) {
            throw new StoreException("the store has no blob " + descriptor.digest(), missing);
        }
    }

    /** A short blob whole, checked. */
    public byte[] read(Descriptor descriptor) throws IOException {
        if (descriptor.size() > LONGEST_DOCUMENT) {
            throw new StoreException("a document of " + descriptor.size() + " bytes is too long");
        }
        try (InputStream in = open(descriptor)) {
            return in.readAllBytes();
        }
    }

    /** Writes a blob's content to the stream; it stays the caller's. */
    @FunctionalInterface
    public interface Writing {
        void writeTo(OutputStream out) throws IOException;
    }
}
