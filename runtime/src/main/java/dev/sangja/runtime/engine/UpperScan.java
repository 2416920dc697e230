package dev.sangja.runtime.engine;

import dev.sangja.runtime.receipt.LayerChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an overlay's upper directory as changes against the layers below it; the kernel's overlayfs.rst says how it
 * marks them. Takes time in proportion to the change, not to the layers.
 */
final class UpperScan {
    private static final int MOST_CHANGES = 5_000;
    private static final int S_IFMT = 0xf000;
    private static final Map<Integer, String> TYPES = Map.of(
            0x8000, "file",
            0x4000, "directory",
            0xa000, "symlink",
            0x1000, "fifo",
            0xc000, "socket");

    private final List<LayerChange> changes = new ArrayList<>();

    private UpperScan() {}

    static List<LayerChange> of(Path upper, List<String> lower) {
        UpperScan scan = new UpperScan();
        try {
            scan.directory(upper, "", lower);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + upper, failure);
        }
        scan.changes.sort(Comparator.comparing(LayerChange::path));
        return List.copyOf(scan.changes);
    }

    private void directory(Path directory, String prefix, List<String> below) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (changes.size() >= MOST_CHANGES) {
                    return;
                }
                entry(entry, prefix + "/" + entry.getFileName(), below);
            }
        } catch (NoSuchFileException removedMeanwhile) {
            return;
        }
    }

    private void entry(Path entry, String path, List<String> below) throws IOException {
        Optional<Found> now = Found.at(entry);
        if (now.isEmpty()) {
            return;
        }
        Optional<Found> before = find(path, below);
        if (now.get().isWhiteout()) {
            before.ifPresent(was -> add(LayerChange.Kind.DELETED, path, was.type(), was.size(), -1));
            return;
        }
        if (!now.get().type().equals("directory")) {
            add(
                    before.isEmpty() ? LayerChange.Kind.ADDED : LayerChange.Kind.MODIFIED,
                    path,
                    now.get().type(),
                    before.map(Found::size).orElse(-1L),
                    now.get().size());
            return;
        }
        boolean replaces = before.isPresent() && before.get().type().equals("directory");
        boolean opaque = replaces && isOpaque(entry);
        if (opaque) {
            add(LayerChange.Kind.OPAQUE, path, "directory", -1, -1);
        } else if (before.isEmpty()) {
            add(LayerChange.Kind.ADDED, path, "directory", -1, -1);
        } else if (replaces && before.get().mode() != now.get().mode()) {
            add(LayerChange.Kind.METADATA, path, "directory", -1, -1);
        }
        directory(entry, path, replaces && !opaque ? below : List.of());
    }

    private void add(LayerChange.Kind kind, String path, String type, long before, long after) {
        changes.add(new LayerChange(kind, path, type, before, after, Optional.empty()));
    }

    private static Optional<Found> find(String path, List<String> below) throws IOException {
        for (String layer : below) {
            Optional<Found> found = Found.at(Path.of(layer + path));
            if (found.isPresent()) {
                return found.filter(there -> !there.isWhiteout());
            }
        }
        return Optional.empty();
    }

    private static boolean isOpaque(Path directory) {
        UserDefinedFileAttributeView view =
                Files.getFileAttributeView(directory, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            if (!view.list().contains("overlay.opaque")) {
                return false;
            }
            ByteBuffer value = ByteBuffer.allocate(8);
            view.read("overlay.opaque", value);
            return StandardCharsets.US_ASCII.decode(value.flip()).toString().equals("y");
        } catch (IOException unsupported) {
            return false;
        }
    }

    /** What lies at a path. */
    private record Found(String type, int mode, long size, long device) {
        static Optional<Found> at(Path path) throws IOException {
            try {
                Map<String, Object> values =
                        Files.readAttributes(path, "unix:mode,size,rdev", LinkOption.NOFOLLOW_LINKS);
                int mode = (Integer) values.getOrDefault("mode", 0);
                return Optional.of(new Found(
                        Optional.ofNullable(TYPES.get(mode & S_IFMT)).orElse("device"),
                        mode & 07777,
                        (Long) values.getOrDefault("size", 0L),
                        (Long) values.getOrDefault("rdev", 0L)));
            } catch (java.nio.file.FileSystemException absent) {
                return Optional.empty();
            }
        }

        boolean isWhiteout() {
            return type.equals("device") && device == 0;
        }
    }
}
