package dev.sangja.runtime.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Resolves a path as if a directory were the root: symbolic links and {@code ..} never lead out of it. For directories
 * that nobody changes meanwhile; where somebody may, resolve inside instead.
 */
final class RootedPath {
    private static final int MOST_LINKS = 40;

    private RootedPath() {}

    static Path resolve(Path root, String path) {
        Deque<String> left = new ArrayDeque<>();
        push(left, path);
        Path current = root;
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.pop();
            if (name.equals("..")) {
                current = current.equals(root) ? root : current.resolve("..").normalize();
                continue;
            }
            Path next = current.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                current = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new IllegalArgumentException("too many levels of symbolic links: " + path);
            }
            try {
                String target = Files.readSymbolicLink(next).toString();
                current = target.startsWith("/") ? root : current;
                push(left, target);
            } catch (IOException changedMeanwhile) {
                current = next;
            }
        }
        return current;
    }

    private static void push(Deque<String> left, String path) {
        String[] names = path.split("/", -1);
        for (int index = names.length - 1; index >= 0; index--) {
            if (!names[index].isEmpty() && !names[index].equals(".")) {
                left.push(names[index]);
            }
        }
    }
}
