package dev.sangja.runtime.store;

import dev.sangja.runtime.layer.LayerLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** One reading of a layer's archive: it is copied, digested, expanded and unpacked as it passes. For one thread. */
final class LayerIntake {
    private static final int BUFFER = 256 * 1024;

    private final LayerDirectories directories;
    private final LayerLimits limits;
    private final Optional<Digest> known;
    private final MessageDigest whole = Digest.algorithm();
    private final MessageDigest plain = Digest.algorithm();
    private LayerCompression compression = LayerCompression.NONE;
    private Digest digest = Digest.of(new byte[0]);
    private Digest diffId = digest;
    private long bytes;

    /** @param known the digest of the archive as it comes, if that has just been computed; it takes its time */
    LayerIntake(LayerDirectories directories, LayerLimits limits, Optional<Digest> known) {
        this.directories = directories;
        this.limits = limits;
        this.known = known;
    }

    /** Reads all of it; closes neither stream. */
    void read(InputStream archive, OutputStream copy, Path directory) throws IOException {
        InputStream bounded = new BoundedInput(archive, limits);
        InputStream digested = known.isPresent() ? bounded : new DigestInputStream(bounded, whole);
        InputStream copied = new BufferedInputStream(new CopiedInput(digested, copy), BUFFER);
        copied.mark(2);
        compression = LayerCompression.sniff(copied.readNBytes(2));
        copied.reset();
        InputStream expanded = copied;
        if (compression == LayerCompression.GZIP) {
            expanded = new BufferedInputStream(new DigestInputStream(compression.expand(copied), plain), BUFFER);
        }
        bytes = directories.fill(expanded, directory, limits).bytes();
        copied.transferTo(OutputStream.nullOutputStream());
        digest = known.orElseGet(() -> Digest.finish(whole));
        diffId = compression == LayerCompression.GZIP ? Digest.finish(plain) : digest;
    }

    LayerCompression compression() {
        return compression;
    }

    /** Of the archive as it came. */
    Digest digest() {
        return digest;
    }

    /** Of the archive when it is not compressed. */
    Digest diffId() {
        return diffId;
    }

    /** Of file content. */
    long bytes() {
        return bytes;
    }
}
