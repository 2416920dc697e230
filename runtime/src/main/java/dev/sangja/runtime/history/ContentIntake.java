package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.FileStatus;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Takes the content of live files into the store, within a budget. For one thread at a time. */
final class ContentIntake {
    private static final int TRIES = 3;

    private final TrackedTree tree;
    private final LowerView lower;
    private final ObjectStore objects;
    private final Budget budget;
    private final boolean likelyKnown;

    ContentIntake(TrackedTree tree, LowerView lower, ObjectStore objects, Budget budget, boolean likelyKnown) {
        this.tree = tree;
        this.lower = lower;
        this.objects = objects;
        this.budget = budget;
        this.likelyKnown = likelyKnown;
    }

    /** The file as a state keeps it; what it says is read until it stood still meanwhile. */
    Node.File take(String path, Path live, FileStatus status, String linkedTo) throws IOException {
        FileStatus now = status;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Digest> content = content(path, live, now);
            if (content.isEmpty()) {
                return file(live, now, content, linkedTo);
            }
            FileStatus after = FileStatus.find(live).orElseThrow(() -> new NoSuchFileException(path));
            if (after.equals(now)) {
                return file(live, now, content, linkedTo);
            }
            now = after;
        }
        budget.leave(new NotKept(tree.place(), path, NotKept.Reason.CHANGING, now.size(), budget.limit()));
        return file(live, now, Optional.empty(), linkedTo);
    }

    private Node.File file(Path live, FileStatus status, Optional<Digest> content, String linkedTo) {
        String witness = content.isPresent() ? "" : status.inode() + ":" + status.changed();
        return new Node.File(
                FileReading.attributes(live, status, !tree.isOverlay()), status.size(), content, linkedTo, witness);
    }

    private Optional<Digest> content(String path, Path live, FileStatus status) throws IOException {
        if (status.size() > budget.limit()) {
            return tooLarge(path, status);
        }
        try {
            Optional<Digest> below = asBelow(path, live, status);
            if (below.isPresent()) {
                return below;
            }
            if (status.size() > budget.rest()) {
                Digest digest = objects.digestOf(() -> FileReading.open(live));
                return objects.has(digest) ? Optional.of(digest) : tooLarge(path, status);
            }
            ObjectStore.Kept kept = objects.put(() -> FileReading.open(live), status.size(), likelyKnown);
            budget.use(kept.grown());
            return Optional.of(kept.digest());
        } catch (NoSuchFileException vanished) {
            throw vanished;
        } catch (FileSystemException unreadable) {
            budget.leave(
                    new NotKept(tree.place(), path, NotKept.Reason.UNREADABLE, status.size(), budget.limit()));
            return Optional.empty();
        }
    }

    private Optional<Digest> tooLarge(String path, FileStatus status) {
        budget.leave(new NotKept(tree.place(), path, NotKept.Reason.TOO_LARGE, status.size(), budget.limit()));
        return Optional.empty();
    }

    /** What was copied up and says the same needs no place in the store: the layers below keep it. */
    private Optional<Digest> asBelow(String path, Path live, FileStatus status) throws IOException {
        boolean alike = lower.find(path)
                .filter(file -> file.status().isRegularFile()
                        && file.status().size() == status.size()
                        && file.status().modified().equals(status.modified()))
                .isPresent();
        if (alike && lower.node(path).orElse(null) instanceof Node.File below) {
            return below.content().filter(objects.digestOf(() -> FileReading.open(live))::equals);
        }
        return Optional.empty();
    }
}
