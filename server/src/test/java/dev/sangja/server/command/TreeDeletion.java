package dev.sangja.server.command;

import java.io.IOException;
import java.nio.file.Path;

/** Deletes a tree as whoever runs it. */
final class TreeDeletion {
    private TreeDeletion() {}

    public static void main(String[] arguments) throws IOException {
        FileTree.delete(Path.of(arguments[0]));
    }
}
