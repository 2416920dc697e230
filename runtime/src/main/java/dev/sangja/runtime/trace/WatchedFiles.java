package dev.sangja.runtime.trace;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The few open files of a process that are worth following: control files of the kernel opened for writing, and sockets
 * to the kernel's network. While there are any, the process is stopped at every call, so that what goes into them is
 * seen; threads that share their files share this. Belongs to the tracer's thread.
 */
final class WatchedFiles {
    private final Map<Integer, File> files = new HashMap<>(2);

    boolean isEmpty() {
        return files.isEmpty();
    }

    Optional<String> pathOf(int fd) {
        return Optional.ofNullable(files.get(fd))
                .filter(file -> !file.routing())
                .map(File::path);
    }

    boolean isRouting(int fd) {
        File file = files.get(fd);
        return file != null && file.routing();
    }

    void opened(int fd, String path, boolean closesOnExec) {
        files.put(fd, new File(path, false, closesOnExec));
    }

    void openedRouting(int fd, boolean closesOnExec) {
        files.put(fd, new File("", true, closesOnExec));
    }

    void closed(int fd) {
        files.remove(fd);
    }

    /** The last is unsigned: ~0 means all. */
    void closedRange(int first, long last) {
        files.keySet().removeIf(fd -> fd >= first && fd <= last);
    }

    void duplicated(int from, int to, boolean closesOnExec) {
        File file = files.get(from);
        if (file == null) {
            files.remove(to);
        } else if (from != to) {
            files.put(to, new File(file.path(), file.routing(), closesOnExec));
        }
    }

    void closesOnExec(int fd, boolean closes) {
        files.computeIfPresent(fd, (same, file) -> new File(file.path(), file.routing(), closes));
    }

    void executed() {
        Iterator<File> left = files.values().iterator();
        while (left.hasNext()) {
            if (left.next().closesOnExec()) {
                left.remove();
            }
        }
    }

    /** What a child that does not share its parent's files begins with. */
    WatchedFiles copy() {
        WatchedFiles copy = new WatchedFiles();
        copy.files.putAll(files);
        return copy;
    }

    private record File(String path, boolean routing, boolean closesOnExec) {}
}
