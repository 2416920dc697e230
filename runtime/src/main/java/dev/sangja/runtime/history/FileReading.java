package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.FileName;
import dev.sangja.runtime.layer.FileStatus;
import dev.sangja.runtime.linux.NamedFile;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads from a live path what a state keeps of it, other than a file's content. */
final class FileReading {
    private static final String USER = "user.";
    private static final String MARK = "user.overlay.";

    private FileReading() {}

    /**
     * Its attributes. Of the extended ones those that a machine may set: {@code user.*}, capabilities, access control
     * lists.
     *
     * @param marks whether overlayfs's own attributes count; in an overlay's upper directory they say where a file came
     *     from, and elsewhere they are a learner's
     */
    static Attributes attributes(Path path, FileStatus status, boolean marks) {
        Map<String, String> extended = new HashMap<>();
        new NamedFile(PinnedDirectory.bytes(path)).extendedAttributes().forEach((name, value) -> {
            if (isKept(name, marks)) {
                extended.put(name, new String(value, StandardCharsets.ISO_8859_1));
            }
        });
        return new Attributes(status.permissions(), status.userId(), status.groupId(), status.modified(), extended);
    }

    static boolean isKept(String name, boolean marks) {
        return (name.startsWith(USER) && (marks || !name.startsWith(MARK)))
                || name.equals("security.capability")
                || name.startsWith("system.posix_acl_");
    }

    /** What it is, if it is neither a directory nor a regular file. */
    static Node.Thing other(Path path, FileStatus status, Attributes attributes) throws IOException {
        if (status.isSymbolicLink()) {
            return new Node.SymbolicLink(attributes, FileName.of(Files.readSymbolicLink(path)));
        }
        return new Node.Special(attributes, type(status), status.major(), status.minor());
    }

    private static Node.Special.Type type(FileStatus status) {
        return switch (status.typeName()) {
            case "fifo" -> Node.Special.Type.FIFO;
            case "socket" -> Node.Special.Type.SOCKET;
            default -> status.isBlockDevice() ? Node.Special.Type.BLOCK : Node.Special.Type.CHARACTER;
        };
    }

    /** What a layer below shows, whole: it never changes. */
    static Node.Thing below(Path path, FileStatus status, ObjectStore objects, Digest nothing) throws IOException {
        Attributes attributes = attributes(path, status, false);
        if (status.isDirectory()) {
            return new Node.Directory(attributes, false, nothing);
        }
        if (status.isRegularFile()) {
            Digest content = objects.digestOf(() -> open(path));
            return new Node.File(attributes, status.size(), Optional.of(content), "", "");
        }
        return other(path, status, attributes);
    }

    static InputStream open(Path path) throws IOException {
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }
}
