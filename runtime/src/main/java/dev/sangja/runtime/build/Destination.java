package dev.sangja.runtime.build;

import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.layer.LayerEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where files are put: the entries of a layer under construction, over the image that it will lie on. Every directory
 * on the way to an entry becomes an entry too, dressed as the image has it, because a layer says what a directory is
 * like for all that lie below it. For one thread.
 */
final class Destination {
    private final FileView below;
    private final Set<String> volumes;
    private final FileOwner owner;
    private final Instant time;
    private final Map<String, LayerEntry> entries = new LinkedHashMap<>();
    private final Map<String, String> resolved = new HashMap<>();
    private final Set<String> discarded = new TreeSet<>();
    private final List<LayerEntry> fresh = new ArrayList<>();

    /**
     * A layer with nothing in it yet.
     *
     * @param below what it lies on
     * @param volumes paths, without the first slash, whose changes are dropped
     * @param owner to whom new directories belong
     * @param time of new directories
     */
    Destination(FileView below, Set<String> volumes, FileOwner owner, Instant time) {
        this.below = below;
        this.volumes = volumes;
        this.owner = owner;
        this.time = time;
    }

    /** Where a path leads, links followed; the path itself if nothing is there. */
    String follow(String path) throws IOException {
        Optional<FileView.Node> node = below.find(path, true);
        return node.map(FileView.Node::path).orElse(path);
    }

    /** Whether there is a directory at a path, or one has been made. */
    boolean hasDirectory(String path) throws IOException {
        return path.isEmpty()
                || entries.get(path) instanceof LayerEntry.Directory
                || below.find(path, true).filter(FileView.Node::isDirectory).isPresent();
    }

    /** Makes a directory with all above it, and returns where it really is. */
    String directory(String path) throws IOException {
        if (path.isEmpty()) {
            return "";
        }
        String known = resolved.get(path);
        if (known != null) {
            return known;
        }
        String above = directory(parent(path));
        String real = real(above.isEmpty() ? name(path) : above + "/" + name(path));
        resolved.put(path, real);
        return real;
    }

    private String real(String path) throws IOException {
        LayerEntry made = entries.get(path);
        if (made != null) {
            if (made instanceof LayerEntry.Directory) {
                return path;
            }
            throw BuildException.of("cannot copy to non-directory: /" + path);
        }
        Optional<FileView.Node> there = below.find(path, false);
        if (there.isEmpty()) {
            put(new LayerEntry.Directory(path, new EntryMetadata(0755, owner.user(), owner.group(), time, Map.of())));
            return path;
        }
        if (there.get().isDirectory()) {
            put(new LayerEntry.Directory(path, there.get().metadata()));
            return path;
        }
        Optional<FileView.Node> behind = below.find(path, true);
        if (there.get().type() != FileView.Type.LINK
                || behind.filter(FileView.Node::isDirectory).isEmpty()) {
            throw BuildException.of("cannot copy to non-directory: /" + path);
        }
        return directory(behind.get().path());
    }

    /** Puts something in, whose directories are there. */
    void put(LayerEntry entry) throws IOException {
        if (inVolume(entry.path())) {
            discarded.add("/" + entry.path());
            return;
        }
        boolean directory = entry instanceof LayerEntry.Directory;
        LayerEntry made = entries.get(entry.path());
        boolean directoryThere = made != null
                ? made instanceof LayerEntry.Directory
                : below.find(entry.path(), false)
                        .filter(FileView.Node::isDirectory)
                        .isPresent();
        if (directoryThere && !directory) {
            throw BuildException.of("cannot replace to directory /" + entry.path() + " with file");
        }
        entries.put(entry.path(), entry);
        fresh.add(entry);
    }

    /** Something was put there by others. False if it is to be dropped, because it lies in a volume. */
    boolean note(LayerEntry entry) {
        if (inVolume(entry.path())) {
            discarded.add("/" + entry.path());
            return false;
        }
        entries.put(entry.path(), entry);
        if (entry instanceof LayerEntry.Directory) {
            resolved.put(entry.path(), entry.path());
        }
        return true;
    }

    /** What was put in since this was last asked, or since {@link #entries} was. */
    List<LayerEntry> fresh() {
        List<LayerEntry> since = List.copyOf(fresh);
        fresh.clear();
        return since;
    }

    /** Whether a change at that path would be dropped: it is a declared volume, or lies in one. */
    private boolean inVolume(String path) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            if (volumes.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** All entries, each directory before what it holds. */
    List<LayerEntry> entries() {
        fresh.clear();
        return new ArrayList<>(entries.values());
    }

    /** Absolute paths that were to be put into a volume. */
    Set<String> discarded() {
        return discarded;
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
