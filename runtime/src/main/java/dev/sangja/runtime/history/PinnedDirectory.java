package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.FileName;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.NamedFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory held open, so that names in it are looked up in it and nowhere else, whatever a learner's process puts in
 * its place meanwhile. Paths go through {@code /proc/self/fd}, see proc(5). Closed by whoever opened it.
 */
final class PinnedDirectory implements AutoCloseable {
    private final Linux linux;
    private final int descriptor;
    private final Path path;

    private PinnedDirectory(Linux linux, int descriptor) {
        this.linux = linux;
        this.descriptor = descriptor;
        this.path = Path.of("/proc/self/fd/" + descriptor);
    }

    /** Throws {@code SyscallException} if there is no directory at that path. */
    static PinnedDirectory open(Linux linux, Path path) {
        return new PinnedDirectory(linux, new NamedFile(bytes(path)).openDirectory());
    }

    /** A directory in it; a symbolic link is none. */
    PinnedDirectory child(String name) {
        return open(linux, at(name));
    }

    /** The path of what has that name in it. */
    Path at(String name) {
        return FileName.resolve(path, name);
    }

    /** The path of itself. */
    Path self() {
        return path.resolve(".");
    }

    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(self())) {
            entries.forEach(entry -> names.add(FileName.of(entry.getFileName())));
        }
        return names;
    }

    /** The bytes of a path as the kernel takes them. */
    static byte[] bytes(Path path) {
        return FileName.encode(FileName.of(path));
    }

    @Override
    public void close() {
        linux.close(descriptor);
    }
}
