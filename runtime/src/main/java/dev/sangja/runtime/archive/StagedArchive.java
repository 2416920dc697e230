package dev.sangja.runtime.archive;

import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.layer.LayerReader;
import dev.sangja.runtime.store.Construction;
import dev.sangja.runtime.store.Digest;
import dev.sangja.runtime.store.LayerCompression;
import dev.sangja.runtime.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of an archive, laid down under names of ours before anything is believed: their own names are keys of a map
 * and never paths. A file whose path is a digest is checked against it as it comes.
 */
final class StagedArchive {
    private static final int MOST_FILES = 10_000;
    private static final int LONGEST_PATH = 512;
    private static final int DEEPEST = 16;
    private static final int MOST_LINKS = 8;
    private static final int LONGEST_DOCUMENT = 4 << 20;
    /** What may follow the archive's end: tar fills up its last record. */
    private static final long LONGEST_REST = 16 << 20;

    private final Path directory;
    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private StagedArchive(Path directory) {
        this.directory = directory;
    }

    /** Reads all of it, plain or compressed with gzip. */
    static StagedArchive read(InputStream in, Construction work) throws IOException {
        StagedArchive staged = new StagedArchive(work.stage());
        InputStream plain = LayerCompression.plain(in);
        LayerReader reader = new LayerReader(plain, new LayerLimits(MOST_FILES, work.room(), LONGEST_PATH, DEEPEST));
        for (Optional<LayerEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            staged.take(entry.get());
        }
        drain(plain);
        return staged;
    }

    /** A pipe's writer would fail if nobody took what it still has. */
    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long read = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            read += count;
            if (read > LONGEST_REST) {
                throw new StoreException("something long follows the end of the archive");
            }
        }
    }

    private void take(LayerEntry entry) throws IOException {
        String path = entry.path();
        if (entry instanceof LayerEntry.RegularFile file) {
            unique(path);
            files.put(path, store(file));
        } else if (entry instanceof LayerEntry.HardLink link) {
            unique(path);
            links.put(path, link.target());
        } else if (entry instanceof LayerEntry.SymbolicLink link) {
            unique(path);
            links.put(path, resolve(path, link.target()));
        }
        // Directories hold nothing of their own, and devices have no meaning here.
    }

    private void unique(String path) {
        if (files.containsKey(path) || links.containsKey(path)) {
            throw new StoreException("the archive has two entries of the name " + path);
        }
    }

    private Path store(LayerEntry.RegularFile file) throws IOException {
        Path target = directory.resolve(Integer.toString(files.size()));
        Optional<Digest> expected = ArchivePaths.blob(file.path());
        MessageDigest algorithm = Digest.algorithm();
        try (InputStream content = file.content().open();
                OutputStream raw = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
                OutputStream out = expected.isPresent() ? new DigestOutputStream(raw, algorithm) : raw) {
            content.transferTo(out);
        }
        if (expected.isPresent()) {
            Digest found = Digest.finish(algorithm);
            if (!found.equals(expected.get())) {
                throw new StoreException(
                        "the archive's blob " + expected.get() + " is damaged: its digest is " + found);
            }
        }
        return target;
    }

    /** Where a symbolic link leads inside the archive; what leads out of it leads to nothing. */
    private static String resolve(String link, String target) {
        Path parent = Path.of("/", link).resolveSibling(".");
        Path resolved =
                parent.resolve(target.startsWith("/") ? "." + target : target).normalize();
        return resolved.toString().substring(1);
    }

    boolean has(String path) {
        return find(path).isPresent();
    }

    /** The file of that name, or that links of that name lead to. */
    Optional<Path> find(String path) {
        String name = path;
        for (int i = 0; i < MOST_LINKS; i++) {
            Path file = files.get(name);
            if (file != null) {
                return Optional.of(file);
            }
            String next = links.get(name);
            if (next == null) {
                return Optional.empty();
            }
            name = next;
        }
        return Optional.empty();
    }

    /** The file of that name; {@link StoreException} if there is none. */
    Path file(String path) {
        return find(path).orElseThrow(() -> new StoreException("the archive has no file " + path));
    }

    /** A document whole. */
    byte[] document(String path) throws IOException {
        Path file = file(path);
        if (Files.size(file) > LONGEST_DOCUMENT) {
            throw new StoreException("the archive's " + path + " is longer than " + LONGEST_DOCUMENT + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
