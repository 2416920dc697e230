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

/**
 * Blobs by digest. A blob appears under its name only when it is whole and on disk, so that a reader never meets half
 * of one, whenever the writer may have died; and it is checked again whenever it is read. Safe for use by several
 * threads and processes at once.
 */
public final class BlobStore {
    /** Manifests and configurations are read into memory; nobody's is longer. */
    private static final long LONGEST_DOCUMENT = 4 << 20;

    private final StoreLayout layout;

    BlobStore(StoreLayout layout) {
        this.layout = layout;
    }

    /** Takes what {@code writing} writes; what it throws leaves nothing behind. */
    public Descriptor put(String mediaType, Writing writing) throws IOException {
        Path unfinished = layout.newUnfinished();
        MessageDigest algorithm = Digest.algorithm();
        try {
            try (OutputStream file =
                            Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(new DigestOutputStream(file, algorithm), 64 * 1024)) {
                writing.writeTo(out);
            }
            Digest digest = Digest.finish(algorithm);
            long size = Files.size(unfinished);
            if (!has(digest)) {
                StoreLayout.makeReadable(unfinished);
                StoreLayout.synchronize(unfinished);
                Files.move(unfinished, layout.blob(digest), StandardCopyOption.ATOMIC_MOVE);
                StoreLayout.synchronize(layout.blobs());
            }
            return new Descriptor(mediaType, digest, size);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Takes these bytes. */
    public Descriptor put(String mediaType, byte[] bytes) throws IOException {
        return put(mediaType, out -> out.write(bytes));
    }

    public boolean has(Digest digest) {
        return Files.exists(layout.blob(digest));
    }

    /**
     * Opens a blob for reading. The stream checks size and digest as it goes and throws {@link StoreException} instead
     * of ending if they are wrong; the caller closes it.
     */
    public InputStream open(Descriptor descriptor) throws IOException {
        try {
            return new CheckedBlob(Files.newInputStream(layout.blob(descriptor.digest())), descriptor);
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
