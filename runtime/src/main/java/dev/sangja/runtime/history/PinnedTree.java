package dev.sangja.runtime.history;

import dev.sangja.runtime.linux.Linux;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds paths below a directory without ever following a symbolic link on the way. It keeps the directories of the last
 * path open, since the next one is often near. For one thread; closed by whoever made it.
 */
final class PinnedTree implements AutoCloseable {
    private final PinnedDirectory root;
    private final Deque<Open> open = new ArrayDeque<>();

    PinnedTree(Linux linux, Path root) {
        this.root = PinnedDirectory.open(linux, root);
    }

    private record Open(String path, PinnedDirectory directory) {}

    /** The directory that holds that path, {@code /a/b}. Throws {@code SyscallException} if there is none. */
    PinnedDirectory parent(String path) {
        return directory(path.substring(0, path.lastIndexOf('/')));
    }

    /** Where what that path names is reached; {@code ""} is the top. */
    Path locate(String path) {
        return path.isEmpty() ? root.self() : parent(path).at(name(path));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The directory at that path, open until the next call. */
    PinnedDirectory directory(String path) {
        while (!open.isEmpty() && !isWithin(path, open.peek().path())) {
            open.pop().directory().close();
        }
        String at = open.isEmpty() ? "" : open.peek().path();
        while (at.length() < path.length()) {
            int end = path.indexOf('/', at.length() + 1);
            String next = end < 0 ? path : path.substring(0, end);
            PinnedDirectory holder = open.isEmpty() ? root : open.peek().directory();
            open.push(new Open(next, holder.child(name(next))));
            at = next;
        }
        return open.isEmpty() ? root : open.peek().directory();
    }

    private static boolean isWithin(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }

    /** Forgets what was open: directories may have been replaced since. */
    void release() {
        while (!open.isEmpty()) {
            open.pop().directory().close();
        }
    }

    @Override
    public void close() {
        release();
        root.close();
    }
}
