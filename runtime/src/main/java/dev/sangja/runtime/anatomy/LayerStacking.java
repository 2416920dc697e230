package dev.sangja.runtime.anatomy;

import dev.sangja.runtime.anatomy.LayerAnatomy.Change;
import dev.sangja.runtime.anatomy.LayerAnatomy.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Puts layers on top of each other, and keeps account of what is seen and what is hidden. For one thread. */
final class LayerStacking {
    private final NavigableMap<String, Seen> seen = new TreeMap<>();
    private final List<LayerAnatomy> layers = new ArrayList<>();
    private final List<Ghost> ghosts = new ArrayList<>();

    /** A file's content, which may have several names. */
    private static final class Content {
        private final String path;
        private final long bytes;
        private int names = 1;

        Content(String path, long bytes) {
            this.path = path;
            this.bytes = bytes;
        }
    }

    /** What is seen at a path: a file with its content, a directory with its looks, or neither. */
    private record Seen(int layer, Optional<Content> content, Optional<String> looks) {}

    /** One layer goes on top. */
    void add(List<LayerItem> items) {
        int layer = layers.size();
        List<Change> changes = new ArrayList<>();
        // Marks speak of the layers below only, wherever they stand.
        items.forEach(item -> mark(item, layer, changes));
        long bytes = 0;
        for (LayerItem item : items) {
            if (item instanceof LayerItem.File file) {
                bytes += file.bytes();
            }
            place(item, layer, changes);
        }
        changes.sort(Comparator.comparing(Change::path).thenComparing(Change::kind));
        layers.add(new LayerAnatomy(layer, bytes, 0, changes));
    }

    private void mark(LayerItem item, int layer, List<Change> changes) {
        if (item instanceof LayerItem.Whiteout whiteout) {
            hide(whiteout.path(), layer, Ghost.Cause.DELETED);
            hideBelow(whiteout.path(), layer, Ghost.Cause.DELETED);
            changes.add(new Change(Kind.DELETED, whiteout.path(), 0));
        } else if (item instanceof LayerItem.Opaque opaque && hideBelow(opaque.path(), layer, Ghost.Cause.DELETED)) {
            changes.add(new Change(Kind.OPAQUE, opaque.path(), 0));
        }
    }

    private void place(LayerItem item, int layer, List<Change> changes) {
        if (item instanceof LayerItem.File file) {
            Kind kind = replace(file.path(), layer);
            Content content = new Content(file.path(), file.bytes());
            seen.put(file.path(), new Seen(layer, Optional.of(content), Optional.empty()));
            changes.add(new Change(kind, file.path(), file.bytes()));
        } else if (item instanceof LayerItem.Name name) {
            Kind kind = replace(name.path(), layer);
            Optional<Content> content =
                    Optional.ofNullable(seen.get(name.target())).flatMap(Seen::content);
            content.ifPresent(shared -> shared.names++);
            seen.put(name.path(), new Seen(layer, content, Optional.empty()));
            changes.add(new Change(kind, name.path(), 0));
        } else if (item instanceof LayerItem.Directory directory) {
            directory(directory, layer, changes);
        } else if (item instanceof LayerItem.Other other) {
            Kind kind = replace(other.path(), layer);
            seen.put(other.path(), new Seen(layer, Optional.empty(), Optional.empty()));
            changes.add(new Change(kind, other.path(), 0));
        }
    }

    private void directory(LayerItem.Directory directory, int layer, List<Change> changes) {
        Optional<String> below = Optional.ofNullable(seen.get(directory.path())).flatMap(Seen::looks);
        if (below.isEmpty()) {
            Kind kind = replace(directory.path(), layer);
            changes.add(new Change(kind, directory.path(), 0));
        } else if (!below.get().equals(directory.looks())) {
            changes.add(new Change(Kind.MODIFIED, directory.path(), 0));
        }
        seen.put(directory.path(), new Seen(layer, Optional.empty(), Optional.of(directory.looks())));
    }

    /** Hides what is seen there, with all below it if it is a directory. */
    private Kind replace(String path, int layer) {
        hideBelow(path, layer, Ghost.Cause.REPLACED);
        return hide(path, layer, Ghost.Cause.REPLACED) ? Kind.MODIFIED : Kind.ADDED;
    }

    private boolean hide(String path, int layer, Ghost.Cause cause) {
        Seen gone = seen.remove(path);
        if (gone == null) {
            return false;
        }
        gone.content().ifPresent(content -> {
            content.names--;
            if (content.names == 0 && gone.layer() < layer && content.bytes > 0) {
                ghosts.add(new Ghost(content.path, content.bytes, gone.layer(), layer, cause));
            }
        });
        return true;
    }

    /** Whether anything was there. */
    private boolean hideBelow(String directory, int layer, Ghost.Cause cause) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        List<String> paths = List.copyOf(
                seen.subMap(prefix, true, prefix + Character.MAX_VALUE, false).keySet());
        paths.forEach(path -> hide(path, layer, cause));
        return !paths.isEmpty();
    }

    ImageAnatomy result() {
        List<LayerAnatomy> counted = layers.stream()
                .map(layer -> new LayerAnatomy(
                        layer.index(),
                        layer.bytes(),
                        ghosts.stream()
                                .filter(ghost -> ghost.layer() == layer.index())
                                .mapToLong(Ghost::bytes)
                                .sum(),
                        layer.changes()))
                .toList();
        return new ImageAnatomy(counted, ghosts);
    }
}
