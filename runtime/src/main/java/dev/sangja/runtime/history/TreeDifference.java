package dev.sangja.runtime.history;

import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Where two states of a tree show something else. What counts is what is seen: a whiteout in one and an opaque directory
 * in the other may show the same. Equal subtrees are passed over by their digests, so that the cost follows the
 * difference. For one thread at a time.
 */
final class TreeDifference {
    private final TreeStore trees;
    private final LowerView lower;
    private final List<PathDifference> differences = new ArrayList<>();

    private TreeDifference(TreeStore trees, LowerView lower) {
        this.trees = trees;
        this.lower = lower;
    }

    /** By path, a directory before what it holds. Of a directory that is gone only itself is told. */
    static List<PathDifference> between(TreeStore trees, LowerView lower, Digest before, Digest after)
            throws IOException {
        if (before.equals(after)) {
            return List.of();
        }
        TreeDifference difference = new TreeDifference(trees, lower);
        difference.compare("", difference.top(before), difference.top(after));
        return difference.differences;
    }

    /** What one state shows at a path: {@code through} if what lies below shines through in a directory. */
    private record Side(Node.Thing thing, boolean through) {}

    private Optional<Side> top(Digest root) throws IOException {
        return Optional.ofNullable(trees.load(root).get(""))
                .filter(Node.Thing.class::isInstance)
                .map(node -> new Side((Node.Thing) node, true));
    }

    private Optional<Side> child(Optional<Side> side, String path, String name) throws IOException {
        if (side.isEmpty() || !(side.get().thing() instanceof Node.Directory directory)) {
            return Optional.empty();
        }
        Node node = trees.load(directory.children()).get(name);
        boolean through = side.get().through();
        if (node == null) {
            return through
                    ? lower.node(path).map(thing -> new Side(thing, thing instanceof Node.Directory))
                    : Optional.empty();
        }
        if (node instanceof Node.Directory below) {
            return Optional.of(new Side(below, through && !below.opaque() && lower.isDirectory(path)));
        }
        return node instanceof Node.Thing thing ? Optional.of(new Side(thing, false)) : Optional.empty();
    }

    private void compare(String path, Optional<Side> before, Optional<Side> after) throws IOException {
        boolean wasDirectory = PathDifference.isDirectory(before.map(Side::thing));
        boolean isDirectory = PathDifference.isDirectory(after.map(Side::thing));
        if (!same(before, after)) {
            differences.add(new PathDifference(path, before.map(Side::thing), after.map(Side::thing)));
        }
        if (!isDirectory) {
            return;
        }
        Optional<Side> counted = wasDirectory ? before : Optional.empty();
        boolean throughBefore = counted.filter(Side::through).isPresent();
        boolean throughAfter = after.filter(Side::through).isPresent();
        if (throughBefore == throughAfter && children(counted).equals(children(after))) {
            return;
        }
        TreeSet<String> names = new TreeSet<>(load(counted).keySet());
        names.addAll(load(after).keySet());
        if (throughBefore != throughAfter) {
            names.addAll(lower.names(path));
        }
        for (String name : names) {
            String child = path + "/" + name;
            compare(child, child(counted, child, name), child(after, child, name));
        }
    }

    private Optional<Digest> children(Optional<Side> side) {
        return side.map(one -> ((Node.Directory) one.thing()).children());
    }

    private SortedMap<String, Node> load(Optional<Side> side) throws IOException {
        return trees.load(children(side).orElse(trees.empty()));
    }

    /** Apart from what a directory holds. */
    private static boolean same(Optional<Side> before, Optional<Side> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before.isEmpty() && after.isEmpty();
        }
        Node.Thing one = before.get().thing();
        Node.Thing other = after.get().thing();
        if (one instanceof Node.Directory && other instanceof Node.Directory) {
            return one.attributes().equals(other.attributes());
        }
        return one.equals(other);
    }
}
