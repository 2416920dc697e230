package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.FileName;
import dev.sangja.runtime.layer.FileStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes one place show what a state shows, path by path. What is there keeps its name until the new has taken it in one
 * step, and no step leads through a symbolic link. For one thread, once.
 */
final class Restoration {
    private static final int DEEPEST = 512;
    private static final Comparator<String> DEEPEST_FIRST = Comparator.comparingInt(
                    (String path) -> (int) path.chars().filter(c -> c == '/').count())
            .reversed()
            .thenComparing(Comparator.naturalOrder());

    private final TrackedTree tree;
    private final PinnedTree live;
    private final FileMaking making;
    private final List<HeldPath> held;
    private final Map<String, Unrestored> unrestored = new HashMap<>();
    private final TreeSet<String> touched = new TreeSet<>(DEEPEST_FIRST);

    Restoration(Linux linux, TrackedTree tree, FileMaking making, List<HeldPath> held) {
        this.tree = tree;
        this.live = new PinnedTree(linux, tree.written());
        this.making = making;
        this.held = held.stream()
                .filter(one -> one.place().equals(tree.place()))
                .toList();
    }

    /** What a directory that was touched is to carry in the end. */
    interface Wanted {
        Optional<Node.Thing> at(String path) throws IOException;
    }

    /** Does it; tells what could not be done, by path. Other errors than a path's own are thrown. */
    Map<String, Unrestored> restore(List<PathDifference> differences, Wanted wanted) throws IOException {
        Files.createDirectories(tree.staging());
        try (live) {
            List<PathDifference> allowed =
                    differences.stream().filter(this::isAllowed).toList();
            for (int i = allowed.size() - 1; i >= 0; i--) {
                PathDifference difference = allowed.get(i);
                if (difference.isReplaced()) {
                    attempt(difference.path(), () -> remove(difference.path()));
                }
            }
            live.release();
            List<PathDifference> followers = new ArrayList<>();
            for (PathDifference difference : allowed) {
                if (isFollower(difference)) {
                    followers.add(difference);
                } else if (difference.after().isPresent()) {
                    attempt(difference.path(), () -> put(difference));
                }
            }
            for (PathDifference follower : followers) {
                attempt(follower.path(), () -> link(follower));
            }
            deleteTree(tree.staging());
            touched.add("");
            for (String directory : touched) {
                attempt(directory, () -> dress(directory, wanted));
            }
        } finally {
            deleteTree(tree.staging());
        }
        return unrestored;
    }

    private boolean isAllowed(PathDifference difference) {
        for (HeldPath one : held) {
            boolean stays = PathDifference.isDirectory(difference.before())
                    && PathDifference.isDirectory(difference.after());
            boolean forbidden = stays
                    ? one.forbidsChanging(difference.path())
                    : one.forbidsReplacing(difference.path());
            if (forbidden) {
                Unrestored.Reason reason = one.kind() == HeldPath.Kind.MOUNT_POINT
                        ? Unrestored.Reason.MOUNT_POINT
                        : Unrestored.Reason.OVERLAY_LAYER;
                fail(difference.path(), reason, one.detail());
                return false;
            }
        }
        return true;
    }

    private void fail(String path, Unrestored.Reason reason, String detail) {
        unrestored.putIfAbsent(path, new Unrestored(tree.place(), FileName.shown(path), reason, detail));
    }

    /** A step that may fail alone. */
    private interface Step {
        void take() throws IOException;
    }

    private void attempt(String path, Step step) {
        try {
            step.take();
        } catch (SyscallException refused) {
            fail(path, Unrestored.Reason.REFUSED, refused.errno().message());
        } catch (FileSystemException refused) {
            String reason = Optional.ofNullable(refused.getReason())
                    .orElseGet(() -> refused.getClass().getSimpleName());
            fail(path, Unrestored.Reason.REFUSED, reason);
        } catch (IOException | HistoryException failed) {
            fail(path, Unrestored.Reason.REFUSED, String.valueOf(failed.getMessage()));
        }
    }

    private void touch(String path) {
        touched.add(path.substring(0, path.lastIndexOf('/')));
    }

    private void remove(String path) throws IOException {
        touch(path);
        remove(live.parent(path), PinnedTree.name(path), 0);
    }

    private static void remove(PinnedDirectory parent, String name, int depth) throws IOException {
        Path path = parent.at(name);
        Optional<FileStatus> status = FileStatus.find(path);
        if (status.isEmpty()) {
            return;
        }
        if (status.get().isDirectory() && depth < DEEPEST) {
            try (PinnedDirectory directory = parent.child(name)) {
                for (String child : directory.names()) {
                    remove(directory, child, depth + 1);
                }
            }
        }
        Files.delete(path);
    }

    private static boolean isFollower(PathDifference difference) {
        return difference.after().orElse(null) instanceof Node.File file
                && !file.linkedTo().isEmpty()
                && !file.linkedTo().equals(difference.path());
    }

    private void put(PathDifference difference) throws IOException {
        String path = difference.path();
        Node.Thing thing = difference.after().orElseThrow();
        if (thing instanceof Node.Directory) {
            if (!PathDifference.isDirectory(difference.before())) {
                touch(path);
                Files.createDirectory(live.locate(path));
            }
            touched.add(path);
            return;
        }
        if (thing instanceof Node.File file && file.content().isEmpty()) {
            fail(path, Unrestored.Reason.NOT_KEPT, Long.toString(file.length()));
            return;
        }
        touch(path);
        place(making.make(path, thing), path);
    }

    private void link(PathDifference follower) throws IOException {
        Node.File file = (Node.File) follower.after().orElseThrow();
        if (unrestored.containsKey(file.linkedTo())) {
            Unrestored first = unrestored.get(file.linkedTo());
            fail(follower.path(), first.reason(), first.detail());
            return;
        }
        touch(follower.path());
        Path staged = tree.staging().resolve("link");
        Files.createLink(staged, live.locate(file.linkedTo()));
        place(staged, follower.path());
    }

    private void place(Path staged, String path) throws IOException {
        Files.move(staged, live.locate(path), StandardCopyOption.ATOMIC_MOVE);
        // rename(2) does nothing if both names are of one file already.
        Files.deleteIfExists(staged);
    }

    private void dress(String path, Wanted wanted) throws IOException {
        Optional<Node.Thing> thing = wanted.at(path);
        if (thing.orElse(null) instanceof Node.Directory directory && !tree.excludes(path)) {
            FileMaking.dress(live.directory(path).self(), directory.attributes(), !tree.isOverlay());
        }
    }

    static void deleteTree(Path directory) throws IOException {
        Optional<FileStatus> status = FileStatus.find(directory);
        if (status.isEmpty()) {
            return;
        }
        if (status.get().isDirectory()) {
            try (var entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    deleteTree(entry);
                }
            }
        }
        Files.delete(directory);
    }
}
