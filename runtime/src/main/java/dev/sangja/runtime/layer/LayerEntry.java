package dev.sangja.runtime.layer;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;

/**
 * One entry of a layer: a thing that it adds or replaces, or a mark that something below is gone.
 *
 * <p>Paths are relative, {@code usr/bin/env}; the root itself is the empty string. Bytes that are not UTF-8 stand as
 * lone surrogates U+DC80 to U+DCFF. Source: OCI image specification, layer.md.
 */
public sealed interface LayerEntry {
    /** Where it stands in the layer. */
    String path();

    /** A directory. */
    record Directory(String path, EntryMetadata metadata) implements LayerEntry {
        public Directory {
            check(path);
            requireNonNull(metadata, "metadata");
        }
    }

    /** A regular file; {@code size} bytes are read from the content. */
    record RegularFile(String path, EntryMetadata metadata, long size, Content content) implements LayerEntry {
        public RegularFile {
            check(path);
            requireNonNull(metadata, "metadata");
            requireNonNull(content, "content");
        }
    }

    /** A symbolic link; its target is any text. */
    record SymbolicLink(String path, EntryMetadata metadata, String target) implements LayerEntry {
        public SymbolicLink {
            check(path);
            requireNonNull(metadata, "metadata");
            requireNonNull(target, "target");
        }
    }

    /** Another name of a file that came earlier in the same layer; {@code target} is that one's path. */
    record HardLink(String path, String target) implements LayerEntry {
        public HardLink {
            check(path);
            check(target);
        }
    }

    /** A named pipe. */
    record NamedPipe(String path, EntryMetadata metadata) implements LayerEntry {
        public NamedPipe {
            check(path);
            requireNonNull(metadata, "metadata");
        }
    }

    /** A device node. */
    record Device(String path, EntryMetadata metadata, boolean block, int major, int minor) implements LayerEntry {
        public Device {
            check(path);
            requireNonNull(metadata, "metadata");
        }
    }

    /** What lies below at that path is gone: {@code .wh.NAME} in an archive, a character device 0:0 in an overlay. */
    record Whiteout(String path) implements LayerEntry {
        public Whiteout {
            check(path);
        }
    }

    /** All that lies below in that directory is gone: {@code .wh..wh..opq}, or the opaque attribute in an overlay. */
    record Opaque(String path) implements LayerEntry {
        public Opaque {
            check(path);
        }
    }

    /** Where a file's bytes come from; opened once, closed by whoever opened it. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    private static void check(String path) {
        requireNonNull(path, "path");
        if (path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException("path is not relative and plain: " + path);
        }
    }
}
