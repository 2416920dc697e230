package dev.sangja.runtime.history;

import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trees by their digests. A root is a tree with the one name {@code ""}, so that the top directory's own attributes are
 * kept like all others. For one thread at a time.
 */
final class TreeStore {
    private static final int MOST_REMEMBERED = 64;
    private static final SortedMap<String, Node> NOTHING = new TreeMap<>();

    private final ObjectStore objects;
    private final Digest empty;
    private final Map<Digest, SortedMap<String, Node>> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, SortedMap<String, Node>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    TreeStore(ObjectStore objects) throws IOException {
        this.objects = objects;
        this.empty = save(NOTHING);
    }

    /** The tree of a directory that holds nothing. */
    Digest empty() {
        return empty;
    }

    /** What the tree holds; not to be changed. */
    SortedMap<String, Node> load(Digest digest) throws IOException {
        SortedMap<String, Node> known = remembered.get(digest);
        if (known == null) {
            known = TreeCodec.read(objects.read(digest));
            remembered.put(digest, known);
        }
        return known;
    }

    Digest save(SortedMap<String, Node> tree) throws IOException {
        Digest digest = objects.put(TreeCodec.write(tree)).digest();
        remembered.put(digest, tree);
        return digest;
    }

    /** The node at a path below that root, {@code ""} for the top; empty if the state says nothing of it. */
    Optional<Node> find(Digest root, String path) throws IOException {
        Optional<Node> node = Optional.ofNullable(load(root).get(""));
        if (path.isEmpty()) {
            return node;
        }
        for (String name : path.substring(1).split("/", -1)) {
            if (!(node.orElse(null) instanceof Node.Directory directory)) {
                return Optional.empty();
            }
            node = Optional.ofNullable(load(directory.children()).get(name));
        }
        return node;
    }

    /** Adds every object that the tree needs. */
    void reach(Digest root, Set<Digest> reached) throws IOException {
        if (!reached.add(root)) {
            return;
        }
        for (Node node : load(root).values()) {
            if (node instanceof Node.File file) {
                file.content().ifPresent(reached::add);
            } else if (node instanceof Node.Directory directory) {
                reach(directory.children(), reached);
            }
        }
    }
}
