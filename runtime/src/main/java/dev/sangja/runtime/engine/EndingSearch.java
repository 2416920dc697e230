package dev.sangja.runtime.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds the directories whose paths end in a certain way. */
final class EndingSearch {
    private static final int MOST = 1_000;

    private EndingSearch() {}

    /** Their paths below the top, with a slash before; the top itself as the empty string if the ending is one. */
    static List<String> below(Path top, String ending) {
        List<String> found = new ArrayList<>();
        if (ending.isEmpty() || ending.equals(".")) {
            return List.of("");
        }
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    if (directory.endsWith(ending) && found.size() < MOST) {
                        found.add("/" + top.relativize(directory));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException vanished) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }
}
