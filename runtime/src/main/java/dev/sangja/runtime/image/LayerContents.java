package dev.sangja.runtime.image;

import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * What a layer shall hold, put together path by path, and then written in one order with one owner and one time, so
 * that the same content always has the same digest. Paths are relative and ASCII. A path that is given twice keeps the
 * last.
 */
final class LayerContents {
    /** The time of everything in the lab's images. The true ones would make every host's images different. */
    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** A directory stands before what it holds: its slash counts less than any other character. */
    private static final Comparator<String> ORDER = Comparator.comparing(path -> path.replace('/', '\1'));

    private final TreeMap<String, LayerEntry> entries = new TreeMap<>(ORDER);

    LayerContents directory(String path, int mode) {
        return put(path, new LayerEntry.Directory(path, EntryMetadata.ofRoot(mode, TIME)));
    }

    LayerContents text(String path, int mode, String content) {
        return bytes(path, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    LayerContents bytes(String path, int mode, byte[] content) {
        return put(
                path,
                new LayerEntry.RegularFile(
                        path,
                        EntryMetadata.ofRoot(mode, TIME),
                        content.length,
                        () -> new ByteArrayInputStream(content)));
    }

    /** A copy of a file of the host. */
    LayerContents copy(String path, int mode, Path source) throws IOException {
        return put(
                path,
                new LayerEntry.RegularFile(
                        path,
                        EntryMetadata.ofRoot(mode, TIME),
                        Files.size(source),
                        () -> Files.newInputStream(source)));
    }

    LayerContents link(String path, String target) {
        return put(path, new LayerEntry.SymbolicLink(path, EntryMetadata.ofRoot(0777, TIME), target));
    }

    boolean has(String path) {
        return entries.containsKey(path);
    }

    private LayerContents put(String path, LayerEntry entry) {
        int slash = path.lastIndexOf('/');
        if (slash > 0 && !has(path.substring(0, slash))) {
            directory(path.substring(0, slash), 0755);
        }
        entries.put(path, entry);
        return this;
    }

    void writeTo(OutputStream out) throws IOException {
        LayerWriter writer = new LayerWriter(out);
        for (LayerEntry entry : entries.values()) {
            writer.write(entry);
        }
        writer.finish();
    }
}
