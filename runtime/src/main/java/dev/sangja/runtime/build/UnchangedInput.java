package dev.sangja.runtime.build;

import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A file that must still be what it was when its digest was taken; {@link #close} refuses another one. */
final class UnchangedInput extends DigestInputStream {
    private final Optional<Digest> expected;
    private final FileView.Node node;

    UnchangedInput(InputStream in, Optional<Digest> expected, FileView.Node node) {
        super(in, algorithm());
        this.expected = expected;
        this.node = node;
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        Digest now = new Digest(HexFormat.of().formatHex(getMessageDigest().digest()));
        if (expected.filter(now::equals).isEmpty()) {
            throw BuildException.of("/" + node.path() + " changed while it was copied");
        }
    }
}
