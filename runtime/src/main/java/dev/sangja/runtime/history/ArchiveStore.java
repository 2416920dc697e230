package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.DevicePolicy;
import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.layer.LayerPacker;
import dev.sangja.runtime.layer.LayerUnpacker;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Archives of directories by their digests: a directory that has not changed is kept once. In the form of an image's
 * layers, so that marks of deletion, links, attributes and times come back as they were. For one thread.
 */
final class ArchiveStore {
    private static final String UNFINISHED = "unfinished";

    private final Path directory;
    private final Linux linux;
    private final Owners owners;

    ArchiveStore(Path directory, Linux linux, Owners owners) throws IOException {
        this.directory = directory;
        this.linux = linux;
        this.owners = owners;
        Files.createDirectories(directory);
        Files.deleteIfExists(directory.resolve(UNFINISHED));
    }

    /** Packs a directory, an overlay's upper one or any other; answers the digest. */
    String pack(Path tree) throws IOException {
        Path unfinished = directory.resolve(UNFINISHED);
        MessageDigest digest = sha256();
        try (OutputStream file = Files.newOutputStream(unfinished);
                OutputStream out = new BufferedOutputStream(new DigestOutputStream(file, digest), 1 << 16)) {
            LayerWriter writer = new LayerWriter(out);
            new LayerPacker(LayerPacker.Dress.AS_IS).packUpper(tree, List.of(), writer);
            writer.finish();
        }
        String name = HexFormat.of().formatHex(digest.digest());
        if (has(name)) {
            Files.delete(unfinished);
            return name;
        }
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return name;
    }

    boolean has(String name) {
        return Files.isRegularFile(directory.resolve(name));
    }

    /** Unpacks an archive into an empty directory; IOException if its bytes are not those that were packed. */
    void unpack(String name, Path empty) throws IOException {
        verify(name);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(directory.resolve(name)), 1 << 16)) {
            new LayerUnpacker(linux, LayerLimits.IMAGE, DevicePolicy.REFUSE, owners).unpack(in, empty);
        }
    }

    private void verify(String name) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(directory.resolve(name));
                OutputStream sum = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(sum);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(name)) {
            throw new IOException("the archive " + name + " is damaged");
        }
    }

    /** Size of all archives together, in bytes. */
    long bytes() throws IOException {
        long bytes = 0;
        for (Path archive : archives()) {
            bytes += Files.size(archive);
        }
        return bytes;
    }

    /** Removes all others. */
    void keepOnly(Set<String> names) throws IOException {
        for (Path archive : archives()) {
            if (!names.contains(String.valueOf(archive.getFileName()))) {
                Files.deleteIfExists(archive);
            }
        }
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
