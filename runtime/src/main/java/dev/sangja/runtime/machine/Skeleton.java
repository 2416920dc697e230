package dev.sangja.runtime.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bare root of every engine: the places where things are mounted, and copies of the few files outside of the Java
 * runtime's own directory that it needs, which are the shared libraries that this very process has loaded and what the
 * runtime's symbolic links point to. Built once for each Java runtime; read-only afterwards.
 */
final class Skeleton {
    private static final List<String> MOUNT_POINTS =
            List.of("jdk", "app", "store", "machine", "bin", "tmp", "proc", "sys", "dev", "old");
    private static final List<Path> INTERPRETERS =
            List.of(Path.of("/lib64/ld-linux-x86-64.so.2"), Path.of("/lib/ld-linux-aarch64.so.1"));
    private static final long LARGEST_LINKED_FILE = 1 << 20;

    private Skeleton() {}

    /** Builds it there, unless it stands already. */
    static Path build(Path directory, Path javaHome) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Path building = Files.createTempDirectory(Files.createDirectories(directory.getParent()), "skeleton");
        for (String name : MOUNT_POINTS) {
            Files.createDirectories(building.resolve(name));
        }
        Files.createFile(building.resolve("bin/busybox"));
        copyLibraries(building, javaHome);
        copyLinkedFiles(building, javaHome);
        for (Path interpreter : INTERPRETERS) {
            if (Files.exists(interpreter)) {
                copy(interpreter.toRealPath(), building, interpreter);
            }
        }
        try (Stream<Path> all = Files.walk(building)) {
            for (Path path : all.collect(Collectors.toList())) {
                boolean runs =
                        Files.isDirectory(path) || path.getFileName().toString().contains(".so");
                Files.setPosixFilePermissions(
                        path,
                        java.nio.file.attribute.PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        Files.move(building, directory, StandardCopyOption.ATOMIC_MOVE);
        return directory;
    }

    /** proc(5), /proc/PID/maps: the sixth field is the mapped file. */
    private static void copyLibraries(Path root, Path javaHome) throws IOException {
        Set<Path> libraries = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            int slash = line.indexOf('/');
            if (slash > 0 && line.contains(".so")) {
                libraries.add(Path.of(line.substring(slash)));
            }
        }
        for (Path library : libraries) {
            if (library.startsWith("/usr/lib") || library.startsWith("/lib") || library.startsWith("/usr/lib64")) {
                if (!library.startsWith(javaHome.toRealPath())) {
                    copyUnderItsNames(root, library);
                }
            }
        }
    }

    /** A library is looked up by its soname, which is a symbolic link beside it. */
    private static void copyUnderItsNames(Path root, Path library) throws IOException {
        String stem = library.getFileName().toString();
        String prefix = stem.substring(0, stem.indexOf(".so") + 3);
        copy(library, root, library);
        try (DirectoryStream<Path> names = Files.newDirectoryStream(library.getParent(), prefix + "*")) {
            for (Path name : names) {
                if (Files.isSymbolicLink(name) && Files.isSameFile(name, library)) {
                    copy(library, root, name);
                }
            }
        }
    }

    private static void copyLinkedFiles(Path root, Path javaHome) throws IOException {
        Path real = javaHome.toRealPath();
        try (Stream<Path> tree = Files.walk(real)) {
            for (Path link : tree.filter(Files::isSymbolicLink).collect(Collectors.toList())) {
                if (Files.isRegularFile(link)) {
                    Path target = link.toRealPath();
                    if (!target.startsWith(real) && Files.size(target) <= LARGEST_LINKED_FILE) {
                        Path named = link.resolveSibling(Files.readSymbolicLink(link))
                                .normalize();
                        copy(target, root, named);
                    }
                }
            }
        }
    }

    private static void copy(Path file, Path root, Path name) throws IOException {
        Path target = root.resolve(name.toString().substring(1));
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }
}
