package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;

/** Gives an empty volume what an image has where it is mounted, as Docker does, owners and modes too. */
final class VolumeFilling extends SimpleFileVisitor<Path> {
    private static final int PERMISSIONS = 07777;
    private static final String WANTED = "unix:mode,uid,gid,lastModifiedTime";

    private final Linux linux;
    private final Path from;
    private final Path to;
    private final Deque<Path> open = new ArrayDeque<>();

    private VolumeFilling(Linux linux, Path from, Path to) {
        this.linux = linux;
        this.from = from;
        this.to = to;
    }

    /** Copies unless the volume holds something, or the image has no such directory. */
    static void fill(Linux linux, Path image, Path volume) {
        if (!Files.isDirectory(image, LinkOption.NOFOLLOW_LINKS) || !isEmpty(volume)) {
            return;
        }
        try {
            Files.walkFileTree(image, new VolumeFilling(linux, image, volume));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot copy the image's files into the volume", failure);
        }
    }

    private static boolean isEmpty(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot look into " + directory, failure);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        Path copy = to.resolve(from.relativize(directory).toString());
        if (!Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(copy);
        }
        open.push(copy);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException failure)
            throws IOException {
        if (failure != null) {
            throw failure;
        }
        // Its time is set last: filling it would change it.
        dress(directory, open.pop(), false);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path copy = to.resolve(from.relativize(file).toString());
        if (attributes.isSymbolicLink()) {
            Files.createSymbolicLink(copy, Files.readSymbolicLink(file));
            dress(file, copy, true);
        } else if (attributes.isRegularFile()) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            dress(file, copy, false);
        }
        // Sockets, pipes and devices are of no use apart from whoever made them.
        return FileVisitResult.CONTINUE;
    }

    private void dress(Path original, Path copy, boolean isLink) throws IOException {
        Map<String, Object> known = Files.readAttributes(original, WANTED, LinkOption.NOFOLLOW_LINKS);
        linux.changeOwner(
                copy.toString(), (Integer) known.getOrDefault("uid", 0), (Integer) known.getOrDefault("gid", 0));
        if (!isLink) {
            Files.setAttribute(copy, "unix:mode", (Integer) known.getOrDefault("mode", 0755) & PERMISSIONS);
        }
        FileTime time = (FileTime) known.getOrDefault("lastModifiedTime", FileTime.fromMillis(0));
        linux.setTimes(copy.toString(), time.toInstant());
    }
}
