package dev.sangja.runtime.history;

import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a tree out of another one and what has changed: only directories on the way to a change are written anew. */
final class TreeUpdate {
    private final TreeStore trees;

    TreeUpdate(TreeStore trees) {
        this.trees = trees;
    }

    /**
     * The root after the changes.
     *
     * @param changes by path, {@code ""} for the top and {@code /a/b} below; empty for what the state no longer says
     *     anything of. A directory keeps what it held, but for what changes below it.
     */
    Digest apply(Digest root, Map<String, Optional<Node>> changes) throws IOException {
        return changes.isEmpty() ? root : update(root, changes);
    }

    /** What changes at one name, and below it. */
    private static final class Group {
        private Optional<Optional<Node>> own = Optional.empty();
        private final Map<String, Optional<Node>> below = new LinkedHashMap<>();
    }

    private Digest update(Digest tree, Map<String, Optional<Node>> changes) throws IOException {
        Map<String, Group> groups = new LinkedHashMap<>();
        changes.forEach((path, node) -> {
            int slash = path.indexOf('/');
            Group group = groups.computeIfAbsent(slash < 0 ? path : path.substring(0, slash), name -> new Group());
            if (slash < 0) {
                group.own = Optional.of(node);
            } else {
                group.below.put(path.substring(slash + 1), node);
            }
        });
        TreeMap<String, Node> children = new TreeMap<>(trees.load(tree));
        for (Map.Entry<String, Group> entry : groups.entrySet()) {
            Optional<Node> node = next(Optional.ofNullable(children.get(entry.getKey())), entry.getValue());
            if (node.isPresent()) {
                children.put(entry.getKey(), node.get());
            } else {
                children.remove(entry.getKey());
            }
        }
        return trees.save(children);
    }

    private Optional<Node> next(Optional<Node> old, Group group) throws IOException {
        Optional<Node> node = group.own.orElse(old);
        if (!(node.orElse(null) instanceof Node.Directory directory)) {
            return node;
        }
        Digest held = group.own.isPresent()
                ? old.filter(Node.Directory.class::isInstance)
                        .map(was -> ((Node.Directory) was).children())
                        .orElse(trees.empty())
                : directory.children();
        return Optional.of(directory.holding(group.below.isEmpty() ? held : update(held, group.below)));
    }
}
