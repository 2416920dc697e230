package dev.sangja.runtime.build;

import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Puts together the digest of what a step depends on. Each part goes in with its length, so that no two different lists
 * of parts are the same bytes. For one thread.
 */
final class KeyDigest {
    private static final int BUFFER = 64 * 1024;

    private final MessageDigest digest = algorithm();

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    KeyDigest add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
        return this;
    }

    KeyDigest add(Iterable<String> parts) {
        parts.forEach(this::add);
        return add("");
    }

    Digest finish() {
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }

    /** The digest of a stream's bytes; closes it. */
    static Digest of(InputStream stream) throws IOException {
        MessageDigest digest = algorithm();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = stream) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }
}
