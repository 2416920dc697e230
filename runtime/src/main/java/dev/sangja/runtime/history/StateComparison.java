package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.FileName;
import dev.sangja.runtime.layer.LowerDirectory;
import dev.sangja.runtime.layer.TextComparison;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.TextDiff;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the difference of two states as a receipt tells what a run changed. For one thread at a time. */
final class StateComparison {
    static final int MOST_CHANGES = 1_000;

    private final ObjectStore objects;
    private final LowerView lower;

    StateComparison(ObjectStore objects, LowerView lower) {
        this.objects = objects;
        this.lower = lower;
    }

    LayerDiff tell(String place, List<PathDifference> differences, long bytesBefore, long bytesAfter)
            throws IOException {
        List<LayerChange> changes = new ArrayList<>();
        int cut = 0;
        for (PathDifference difference : differences) {
            if (difference.path().isEmpty() || isOnlyTouched(difference)) {
                continue;
            }
            if (changes.size() < MOST_CHANGES) {
                changes.add(change(difference));
            } else {
                cut++;
            }
        }
        return new LayerDiff(place, "", changes, cut, bytesBefore, bytesAfter);
    }

    /** A directory's times change with what it holds, which is told itself. */
    private static boolean isOnlyTouched(PathDifference difference) {
        if (!PathDifference.isDirectory(difference.before()) || !PathDifference.isDirectory(difference.after())) {
            return false;
        }
        Attributes then = difference.before().orElseThrow().attributes();
        Attributes now = difference.after().orElseThrow().attributes();
        return then.mode() == now.mode()
                && then.userId() == now.userId()
                && then.groupId() == now.groupId()
                && then.extended().equals(now.extended());
    }

    private LayerChange change(PathDifference difference) throws IOException {
        Optional<Node.Thing> before = difference.before();
        Optional<Node.Thing> after = difference.after();
        LayerChange.Kind kind = kind(before, after);
        Optional<TextDiff> text = Optional.empty();
        if (kind != LayerChange.Kind.METADATA) {
            Optional<String> then = before.isEmpty() ? Optional.of("") : text(difference.path(), before.get());
            Optional<String> now = after.isEmpty() ? Optional.of("") : text(difference.path(), after.get());
            text = then.isPresent() && now.isPresent()
                    ? Optional.of(TextComparison.compare(then.get(), now.get()))
                    : Optional.empty();
        }
        return new LayerChange(
                kind,
                FileName.shown(difference.path()),
                after.or(() -> before).map(Node.Thing::typeName).orElse("file"),
                before.map(Node.Thing::length).orElse(-1L),
                after.map(Node.Thing::length).orElse(-1L),
                text);
    }

    private static LayerChange.Kind kind(Optional<Node.Thing> before, Optional<Node.Thing> after) {
        if (before.isEmpty()) {
            return LayerChange.Kind.ADDED;
        }
        if (after.isEmpty()) {
            return LayerChange.Kind.DELETED;
        }
        return sameContent(before.get(), after.get()) ? LayerChange.Kind.METADATA : LayerChange.Kind.MODIFIED;
    }

    private static boolean sameContent(Node.Thing before, Node.Thing after) {
        if (before instanceof Node.File one && after instanceof Node.File other) {
            return one.content().isPresent() && one.content().equals(other.content());
        }
        if (before instanceof Node.SymbolicLink one && after instanceof Node.SymbolicLink other) {
            return one.target().equals(other.target());
        }
        return before instanceof Node.Directory && after instanceof Node.Directory;
    }

    private Optional<String> text(String path, Node.Thing thing) throws IOException {
        if (!(thing instanceof Node.File file)
                || file.content().isEmpty()
                || file.length() > TextComparison.LONGEST) {
            return Optional.empty();
        }
        Digest content = file.content().get();
        if (objects.has(content)) {
            return TextComparison.text(objects.read(content));
        }
        Optional<LowerDirectory.LowerFile> below = lower.find(path);
        return below.isEmpty()
                ? Optional.empty()
                : TextComparison.text(Files.readAllBytes(below.get().path()));
    }
}
