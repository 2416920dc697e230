package dev.sangja.runtime.archive;

import dev.sangja.runtime.store.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands where in an archive. Source: OCI image specification, image-layout.md; Docker's image specification. */
final class ArchivePaths {
    static final String LAYOUT = "oci-layout";
    static final String INDEX = "index.json";
    static final String MANIFEST = "manifest.json";
    static final String BLOBS = "blobs/sha256";

    private static final Pattern BLOB = Pattern.compile(BLOBS + "/([0-9a-f]{64})");
    private static final Pattern DIGEST_NAME = Pattern.compile("(?:.*/)?([0-9a-f]{64})(?:\\.json|\\.tar)?");

    private ArchivePaths() {}

    static String blob(Digest digest) {
        return BLOBS + "/" + digest.hex();
    }

    /** The digest that the file at that path must have, because its path says so. */
    static Optional<Digest> blob(String path) {
        return digest(BLOB.matcher(path));
    }

    /** The digest after which a configuration's file is called. */
    static Optional<Digest> named(String path) {
        return digest(DIGEST_NAME.matcher(path));
    }

    private static Optional<Digest> digest(Matcher matcher) {
        return matcher.matches() ? Optional.of(new Digest(matcher.group(1))) : Optional.empty();
    }
}
