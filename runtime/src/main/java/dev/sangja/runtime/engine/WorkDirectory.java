package dev.sangja.runtime.engine;

import dev.sangja.runtime.build.SourceTree;
import dev.sangja.runtime.layer.FileView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Directories that the engine makes for a build and removes after it. */
final class WorkDirectory {
    private WorkDirectory() {}

    /** Removes a directory with all that is in it; does nothing if it is not there. */
    static void delete(Path directory) throws IOException {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException absent) {
            // There is nothing to remove.
        }
    }

    /** Copies something of a tree, with modes and without owners. */
    static void copy(SourceTree tree, FileView.Node node, Path target) throws IOException {
        switch (node.type()) {
            case DIRECTORY -> {
                Files.createDirectories(target);
                for (FileView.Node child : tree.children(node)) {
                    String name = child.path().substring(child.path().lastIndexOf('/') + 1);
                    copy(tree, child, target.resolve(name));
                }
            }
            case FILE -> {
                try (InputStream in = tree.open(node)) {
                    Files.copy(in, target);
                }
            }
            case LINK -> Files.createSymbolicLink(target, Path.of(node.link()));
            default -> {
                // A pipe, a socket or a device is nothing to read.
                return;
            }
        }
        if (node.type() != FileView.Type.LINK && !node.path().isEmpty()) {
            Files.setAttribute(target, "unix:mode", node.metadata().mode());
        }
    }
}
