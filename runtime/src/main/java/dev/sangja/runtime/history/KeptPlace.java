package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.LayerSnapshot;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One of the places whose past is kept: captures it, compares it, brings it back. For one thread at a time. */
final class KeptPlace {
    private final Linux linux;
    private final TrackedTree tree;
    private final ObjectStore objects;
    private final TreeStore trees;
    private final LowerView lower;
    private Capture.Past past;

    KeptPlace(Linux linux, TrackedTree tree, ObjectStore objects, TreeStore trees) {
        this.linux = linux;
        this.tree = tree;
        this.objects = objects;
        this.trees = trees;
        this.lower = new LowerView(tree.lower(), objects, trees.empty());
        this.past = new Capture.Past(trees.empty(), Optional.empty(), Instant.EPOCH, Set.of());
    }

    String name() {
        return tree.place();
    }

    /** Another process knew it to be so at that time. */
    void remember(Digest root, Instant at) {
        past = new Capture.Past(root, Optional.empty(), at, Set.of());
    }

    Digest root() {
        return past.root();
    }

    /** Whether some file changed so shortly before it was read that it must be read again. */
    boolean isYoung() {
        return !past.young().isEmpty();
    }

    boolean mayDiffer(LayerSnapshot now) {
        return past.mayDiffer(now);
    }

    void capture(LayerSnapshot now, Budget budget, boolean likelyKnown) throws IOException {
        ContentIntake intake = new ContentIntake(tree, lower, objects, budget, likelyKnown);
        past = new Capture(linux, tree, trees, intake).take(past, now);
    }

    List<PathDifference> differences(Digest before, Digest after) throws IOException {
        return TreeDifference.between(trees, lower, before, after);
    }

    LayerDiff tell(Digest before, Digest after, long bytesBefore, long bytesAfter) throws IOException {
        return new StateComparison(objects, lower)
                .tell(tree.place(), differences(before, after), bytesBefore, bytesAfter);
    }

    /** Makes it show what that tree shows; tells what could not be done, by path. */
    Map<String, Unrestored> restore(List<PathDifference> differences, Digest target, List<HeldPath> held)
            throws IOException {
        if (differences.isEmpty()) {
            return Map.of();
        }
        FileMaking making = new FileMaking(linux, tree, objects, lower);
        return new Restoration(linux, tree, making, held).restore(differences, path -> wanted(target, path));
    }

    private Optional<Node.Thing> wanted(Digest target, String path) throws IOException {
        Optional<Node> node = trees.find(target, path);
        return node.isPresent()
                ? node.filter(Node.Thing.class::isInstance).map(Node.Thing.class::cast)
                : lower.node(path);
    }

    /** What remains of a return that was cut off is no part of the place. */
    void clean() throws IOException {
        Restoration.deleteTree(tree.staging());
    }
}
