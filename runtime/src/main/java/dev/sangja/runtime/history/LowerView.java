package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.FileName;
import dev.sangja.runtime.layer.LowerDirectory;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the layers below an overlay show together, by path. They never change, so what was asked for once is remembered.
 * For one thread at a time.
 */
final class LowerView {
    private static final int MOST_REMEMBERED = 20_000;

    private final LowerDirectory top;
    private final ObjectStore objects;
    private final Digest nothing;
    private final Map<String, Optional<LowerDirectory.LowerFile>> found = new HashMap<>();
    private final Map<String, Node.Thing> nodes = new HashMap<>();

    LowerView(List<Path> layers, ObjectStore objects, Digest nothing) {
        this.top = new LowerDirectory(layers);
        this.objects = objects;
        this.nothing = nothing;
    }

    Optional<LowerDirectory.LowerFile> find(String path) throws IOException {
        if (top.layers().isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        Optional<LowerDirectory.LowerFile> known = found.get(path);
        if (known != null) {
            return known;
        }
        Optional<LowerDirectory> holder = directory(path.substring(0, path.lastIndexOf('/')));
        Optional<LowerDirectory.LowerFile> file = holder.isEmpty()
                ? Optional.empty()
                : holder.get().find(FileName.resolve(Path.of("/"), PinnedTree.name(path)).getFileName());
        remember(found, path, file);
        return file;
    }

    private static <T> void remember(Map<String, T> map, String path, T value) {
        if (map.size() < MOST_REMEMBERED) {
            map.put(path, value);
        }
    }

    private Optional<LowerDirectory> directory(String path) throws IOException {
        return path.isEmpty()
                ? Optional.of(top)
                : find(path).filter(file -> file.status().isDirectory()).map(LowerDirectory.LowerFile::content);
    }

    boolean isDirectory(String path) throws IOException {
        return directory(path).filter(one -> !one.layers().isEmpty()).isPresent();
    }

    /** The node there, with a file's digest. */
    Optional<Node.Thing> node(String path) throws IOException {
        Optional<LowerDirectory.LowerFile> file = find(path);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Node.Thing known = nodes.get(path);
        if (known == null) {
            known = FileReading.below(file.get().path(), file.get().status(), objects, nothing);
            remember(nodes, path, known);
        }
        return Optional.of(known);
    }

    /** The names in a directory that show. */
    SortedSet<String> names(String path) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        Optional<LowerDirectory> directory = directory(path);
        if (directory.isEmpty()) {
            return names;
        }
        for (Path layer : directory.get().layers()) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(layer)) {
                for (Path entry : entries) {
                    String name = FileName.of(entry.getFileName());
                    if (find(path + "/" + name).isPresent()) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }
}
