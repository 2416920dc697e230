package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.FileStatus;
import dev.sangja.runtime.layer.LayerSnapshot;
import dev.sangja.runtime.layer.UpperEntry;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the tree of a place as it is now out of a former one and a scan; reads only what the scan says is new. */
final class Capture {
    /** Older kernels stamp with the time of the last tick, up to 10 ms ago: what is younger may change unseen. */
    private static final long YOUNG_MILLIS = 20;

    private static final int ENOTDIR = 20;

    private final Linux linux;
    private final TrackedTree tree;
    private final TreeStore trees;
    private final ContentIntake intake;
    private final Set<String> young = new HashSet<>();
    private Map<Long, String> linked = Map.of();

    Capture(Linux linux, TrackedTree tree, TreeStore trees, ContentIntake intake) {
        this.linux = linux;
        this.tree = tree;
        this.trees = trees;
        this.intake = intake;
    }

    /**
     * What a place was when it was last captured.
     *
     * @param root its tree
     * @param scan what was seen then; empty if another process saw it
     * @param at when it was known to be so
     * @param young what had changed so shortly before that it must be read again
     */
    record Past(Digest root, Optional<LayerSnapshot> scan, Instant at, Set<String> young) {
        Past {
            young = Set.copyOf(young);
        }

        /** Whether the scan shows anything else. */
        boolean mayDiffer(LayerSnapshot now) {
            if (!young.isEmpty() || scan.isEmpty() || scan.get().size() != now.size()) {
                return true;
            }
            for (Map.Entry<String, UpperEntry> entry : now.entries().entrySet()) {
                if (differs(scan.get(), entry.getKey(), entry.getValue())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean differs(LayerSnapshot then, String path, UpperEntry now) {
        UpperEntry known = then.entries().get(path);
        return known == null
                || known.kind() != now.kind()
                || !known.status().equals(now.status());
    }

    /** The place as the scan shows it. */
    Past take(Past past, LayerSnapshot now) throws IOException {
        Instant began = Instant.now();
        linked = links(now);
        Map<String, Optional<Node>> changes = new HashMap<>();
        try (PinnedTree live = new PinnedTree(linux, tree.seen())) {
            FileStatus top = FileStatus.of(live.locate(""));
            changes.put("", Optional.of(directory(live.locate(""), top, false)));
            for (String path : changed(past, now)) {
                changes.put(path, node(live, past, path, now.entries().get(path), began));
            }
        }
        Digest from = past.scan().isPresent() ? past.root() : bare();
        Digest root = new TreeUpdate(trees).apply(from, changes);
        return new Past(root, Optional.of(now), began, young);
    }

    private Digest bare() throws IOException {
        return trees.empty();
    }

    private List<String> changed(Past past, LayerSnapshot now) {
        List<String> paths = new ArrayList<>();
        now.entries().forEach((path, entry) -> {
            boolean read = past.scan().isEmpty()
                    || past.young().contains(path)
                    || differs(past.scan().get(), path, entry);
            if (read && !tree.excludes(path)) {
                paths.add(path);
            }
        });
        past.scan().ifPresent(then -> then.entries().keySet().stream()
                .filter(path -> !now.entries().containsKey(path) && !tree.excludes(path))
                .forEach(paths::add));
        return paths;
    }

    /** Which file each one with several names is: the first of its names. */
    private Map<Long, String> links(LayerSnapshot now) {
        Map<Long, String> first = new HashMap<>();
        Set<Long> several = new HashSet<>();
        now.entries().forEach((path, entry) -> {
            if (entry.status().links() > 1 && entry.status().isRegularFile() && !tree.excludes(path)) {
                if (first.putIfAbsent(entry.status().inode(), path) != null) {
                    several.add(entry.status().inode());
                }
            }
        });
        first.keySet().retainAll(several);
        return first;
    }

    private Optional<Node> node(
            PinnedTree live, Past past, String path, @org.jspecify.annotations.Nullable UpperEntry entry, Instant began)
            throws IOException {
        if (entry == null) {
            return Optional.empty();
        }
        try {
            Path at = live.locate(path);
            Optional<FileStatus> status = FileStatus.find(at);
            if (status.isEmpty()) {
                return Optional.empty();
            }
            if (!status.get().changed().isBefore(began.minusMillis(YOUNG_MILLIS))) {
                young.add(path);
            }
            if (tree.isOverlay() && entry.kind() == UpperEntry.Kind.WHITEOUT) {
                return Optional.of(new Node.Absent());
            }
            Optional<Node> trusted = trusted(past, path, status.get());
            return trusted.isPresent() ? trusted : Optional.of(read(path, at, status.get(), entry));
        } catch (NoSuchFileException vanished) {
            return Optional.empty();
        } catch (SyscallException failure) {
            if (failure.errno().equals(Errno.ENOENT) || failure.errno().number() == ENOTDIR) {
                // Gone, or behind something else by now: the next scan sees it.
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Node read(String path, Path at, FileStatus status, UpperEntry entry) throws IOException {
        if (status.isDirectory()) {
            return directory(at, status, tree.isOverlay() && !entry.isMerged());
        }
        if (status.isRegularFile()) {
            return intake.take(path, at, status, linked.getOrDefault(status.inode(), ""));
        }
        return FileReading.other(at, status, FileReading.attributes(at, status, !tree.isOverlay()));
    }

    private Node.Directory directory(Path at, FileStatus status, boolean opaque) {
        return new Node.Directory(FileReading.attributes(at, status, !tree.isOverlay()), opaque, trees.empty());
    }

    /** Without a scan of our own to compare with, a file is taken for unchanged if its times and its owner say so. */
    private Optional<Node> trusted(Past past, String path, FileStatus status) throws IOException {
        boolean older = status.changed().isBefore(past.at().minusMillis(YOUNG_MILLIS));
        if (past.scan().isPresent() || !older || !status.isRegularFile()) {
            return Optional.empty();
        }
        return trees.find(past.root(), path)
                .filter(Node.File.class::isInstance)
                .filter(node -> isSame((Node.File) node, status));
    }

    private boolean isSame(Node.File file, FileStatus status) {
        Attributes attributes = file.attributes();
        return file.content().isPresent()
                && file.length() == status.size()
                && attributes.mode() == status.permissions()
                && attributes.userId() == status.userId()
                && attributes.groupId() == status.groupId()
                && attributes.modified().equals(status.modified())
                && file.linkedTo().equals(linked.getOrDefault(status.inode(), ""));
    }
}
