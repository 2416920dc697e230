package dev.sangja.runtime.history;

import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Bytes by their digest, in a directory of their own. What is there is whole: it is written beside and renamed, so a
 * killed process leaves at most a part that the next one removes. For one thread at a time.
 */
final class ObjectStore {
    private static final int SMALL = 1 << 20;
    private static final int PIECE = 64 * 1024;
    private static final int BLOCK = 4096;
    private static final String PART = "part";

    private final Path directory;
    private final byte[] buffer = new byte[PIECE];
    private long bytes;

    private ObjectStore(Path directory) {
        this.directory = directory;
    }

    static ObjectStore open(Path directory) throws IOException {
        ObjectStore store = new ObjectStore(Files.createDirectories(directory));
        Files.deleteIfExists(directory.resolve(PART));
        for (Path group : list(directory)) {
            for (Path object : list(group)) {
                store.bytes += Files.size(object);
            }
        }
        return store;
    }

    /** What was kept: its digest, and how many bytes the store has grown by. */
    record Kept(Digest digest, long grown) {}

    /** How many bytes are kept; a file with holes counts as long as it is once the store is opened anew. */
    long bytes() {
        return bytes;
    }

    boolean has(Digest digest) {
        return Files.exists(path(digest));
    }

    Kept put(byte[] content) throws IOException {
        Digest digest = Digest.of(content);
        if (has(digest)) {
            return new Kept(digest, 0);
        }
        Path part = Files.write(directory.resolve(PART), content);
        return adopt(part, digest, content.length);
    }

    /** Keeps what the stream yields. One that may be long is read twice if {@code likelyKnown}: first without writing. */
    Kept put(Source source, long size, boolean likelyKnown) throws IOException {
        if (size <= SMALL) {
            try (InputStream in = source.open()) {
                byte[] content = in.readNBytes(SMALL + 1);
                if (content.length <= SMALL) {
                    return put(content);
                }
            }
        }
        if (likelyKnown) {
            Digest digest = digestOf(source);
            if (has(digest)) {
                return new Kept(digest, 0);
            }
        }
        Path part = directory.resolve(PART);
        try (InputStream in = source.open()) {
            Copied copied = copy(in, part);
            return has(copied.digest())
                    ? new Kept(copied.digest(), 0)
                    : adopt(part, copied.digest(), copied.written());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Where bytes come from; may be asked twice. */
    interface Source {
        InputStream open() throws IOException;
    }

    Digest digestOf(Source source) throws IOException {
        MessageDigest digest = Digest.algorithm();
        try (InputStream in = source.open()) {
            int length;
            while ((length = in.read(buffer)) > 0) {
                digest.update(buffer, 0, length);
            }
        }
        return Digest.finish(digest);
    }

    private record Copied(Digest digest, long written) {}

    /** Copies into a new file, in which blocks of zeros become holes. */
    private Copied copy(InputStream in, Path file) throws IOException {
        MessageDigest digest = Digest.algorithm();
        long written = 0;
        long at = 0;
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            int length;
            while ((length = in.readNBytes(buffer, 0, BLOCK)) > 0) {
                digest.update(buffer, 0, length);
                if (!isZero(length)) {
                    ByteBuffer piece = ByteBuffer.wrap(buffer, 0, length);
                    while (piece.hasRemaining()) {
                        out.write(piece, at + piece.position());
                    }
                    written += length;
                }
                at += length;
            }
            if (out.size() < at) {
                out.write(ByteBuffer.allocate(1), at - 1);
            }
        }
        return new Copied(Digest.finish(digest), written);
    }

    private boolean isZero(int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private Kept adopt(Path part, Digest digest, long length) throws IOException {
        Path target = path(digest);
        Files.createDirectories(target.getParent());
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        bytes += length;
        return new Kept(digest, length);
    }

    /** The whole of it. */
    byte[] read(Digest digest) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(path(digest));
        } catch (NoSuchFileException missing) {
            throw new HistoryException("the history lacks " + digest, missing);
        }
        check(digest, Digest.of(content));
        return content;
    }

    /** Writes it to a new file there; throws {@link HistoryException} if it is not what its name says. */
    void copyTo(Digest digest, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(path(digest))) {
            check(digest, copy(in, file).digest());
        }
    }

    /** Writes what comes from elsewhere to a new file there, if it is what the digest says. */
    void copyTo(Digest digest, Path from, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            check(digest, copy(in, file).digest());
        }
    }

    private static void check(Digest expected, Digest found) {
        if (!expected.equals(found)) {
            throw new HistoryException("an object of the history is damaged: " + expected + " holds " + found);
        }
    }

    /** Removes all but these. */
    void keepOnly(Set<Digest> reachable) throws IOException {
        for (Path group : list(directory)) {
            for (Path object : list(group)) {
                String hex = group.getFileName().toString() + object.getFileName();
                if (!reachable.contains(new Digest(hex))) {
                    bytes = Math.max(0, bytes - Files.size(object));
                    Files.delete(object);
                }
            }
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(all::add);
        }
        return all;
    }

    private Path path(Digest digest) {
        return directory.resolve(digest.hex().substring(0, 2)).resolve(digest.hex().substring(2));
    }
}
