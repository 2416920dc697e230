package dev.sangja.runtime.layer;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packs a directory into a layer's archive: an overlay's upper directory with its marks of deletion, or a plain tree.
 * Entries follow each other in the order of their names' bytes, a directory before what it holds and marks of deletion
 * before their siblings, so that an unchanged tree gives the same bytes again. Directories on another file system than
 * the first are packed empty: they are mount points. Sockets have no form in an archive and are left out.
 *
 * <p>For one thread. What changes meanwhile may be packed in either state; a file that shrinks ends it with an
 * exception.
 */
public final class LayerPacker {
    private static final Comparator<Named> BY_BYTES =
            (one, other) -> Arrays.compareUnsigned(FileName.encode(one.name()), FileName.encode(other.name()));

    private final Dress dress;

    public LayerPacker(Dress dress) {
        this.dress = requireNonNull(dress, "dress");
    }

    /**
     * What the archive says of owners and times.
     *
     * @param ownedByRoot whether everything belongs to 0:0; otherwise to its owner, as this process counts it
     * @param time one time for everything; if empty, each thing's own
     */
    public record Dress(boolean ownedByRoot, Optional<Instant> time) {
        /** Everything as it is. */
        public static final Dress AS_IS = new Dress(false, Optional.empty());

        public Dress {
            requireNonNull(time, "time");
        }
    }

    /**
     * Packs an overlay's upper directory as a layer.
     *
     * @param lower the layers below it, upmost first: overlayfs marks every new directory opaque, and only they tell
     *     whether that hides anything; if none are given, every mark is kept
     */
    public void packUpper(Path upper, List<Path> lower, LayerWriter writer) throws IOException {
        new Walk(writer, true, FileStatus.of(upper).device())
                .children(upper, "", lower.isEmpty() ? Optional.empty() : Optional.of(new LowerDirectory(lower)));
    }

    /** Packs all that is in a directory, but not the directory itself. */
    public void packTree(Path directory, LayerWriter writer) throws IOException {
        new Walk(writer, false, FileStatus.of(directory).device()).children(directory, "", Optional.empty());
    }

    /** Packs one thing, under the given name, with all that it holds. A symbolic link is packed as such. */
    public void pack(Path path, String name, LayerWriter writer) throws IOException {
        FileStatus status = FileStatus.of(path);
        new Walk(writer, false, status.device()).one(new Named(name, path, status), name, Optional.empty());
    }

    /** A child with its name and status. */
    private record Named(String name, Path path, FileStatus status) {}

    /** What makes a file the same under two names. */
    private record FileKey(long device, long inode) {}

    private final class Walk {
        private final LayerWriter writer;
        private final boolean marks;
        private final long device;
        private final Map<FileKey, String> linked = new HashMap<>();

        Walk(LayerWriter writer, boolean marks, long device) {
            this.writer = writer;
            this.marks = marks;
            this.device = device;
        }

        void children(Path directory, String prefix, Optional<LowerDirectory> lower) throws IOException {
            List<Named> whiteouts = new ArrayList<>();
            List<Named> others = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                for (Path path : stream) {
                    Optional<FileStatus> status = FileStatus.find(path);
                    if (status.isPresent()) {
                        boolean whiteout = marks && OverlayMarks.isWhiteout(path, status.get());
                        Named named = new Named(FileName.of(path.getFileName()), path, status.get());
                        (whiteout ? whiteouts : others).add(named);
                    }
                }
            }
            whiteouts.sort(BY_BYTES);
            others.sort(BY_BYTES);
            for (Named whiteout : whiteouts) {
                writer.write(new LayerEntry.Whiteout(EntryPath.join(prefix, whiteout.name())));
            }
            for (Named other : others) {
                one(other, EntryPath.join(prefix, other.name()), lower);
            }
        }

        void one(Named named, String path, Optional<LowerDirectory> lower) throws IOException {
            if (marks && named.name().startsWith(".wh.")) {
                throw new LayerException(
                        "a name that starts with .wh. cannot stand in a layer: " + EntryPath.shown(path));
            }
            FileStatus status = named.status();
            if (status.isDirectory()) {
                directory(named, path, lower);
            } else if (status.isSymbolicLink()) {
                String target = FileName.of(Files.readSymbolicLink(named.path()));
                writer.write(new LayerEntry.SymbolicLink(path, metadata(named), target));
            } else if (!status.isSocket() && !linkedBefore(status, path)) {
                plain(named, path);
            }
        }

        private void plain(Named named, String path) throws IOException {
            FileStatus status = named.status();
            if (status.isRegularFile()) {
                writer.write(new LayerEntry.RegularFile(
                        path,
                        metadata(named),
                        status.size(),
                        () -> Files.newInputStream(named.path(), LinkOption.NOFOLLOW_LINKS)));
            } else if (status.isNamedPipe()) {
                writer.write(new LayerEntry.NamedPipe(path, metadata(named)));
            } else {
                writer.write(new LayerEntry.Device(
                        path, metadata(named), status.isBlockDevice(), status.major(), status.minor()));
            }
        }

        private void directory(Named named, String path, Optional<LowerDirectory> lower) throws IOException {
            writer.write(new LayerEntry.Directory(path, metadata(named)));
            if (named.status().device() != device) {
                return;
            }
            Optional<LowerDirectory.LowerFile> below = lower.isEmpty()
                    ? Optional.empty()
                    : lower.get().find(named.path().getFileName());
            boolean hides = lower.isEmpty()
                    || below.filter(file -> file.status().isDirectory()).isPresent();
            boolean opaque = marks && OverlayMarks.isOpaque(named.path());
            if (opaque && hides) {
                writer.write(new LayerEntry.Opaque(path));
            }
            Optional<LowerDirectory> shown = opaque
                    ? Optional.of(LowerDirectory.nothing())
                    : below.map(LowerDirectory.LowerFile::content)
                            .or(() -> lower.map(unused -> LowerDirectory.nothing()));
            children(named.path(), path, shown);
        }

        private boolean linkedBefore(FileStatus status, String path) throws IOException {
            if (status.links() < 2) {
                return false;
            }
            String first = linked.putIfAbsent(new FileKey(status.device(), status.inode()), path);
            if (first == null) {
                return false;
            }
            writer.write(new LayerEntry.HardLink(path, first));
            return true;
        }

        private EntryMetadata metadata(Named named) throws IOException {
            FileStatus status = named.status();
            return new EntryMetadata(
                    status.permissions(),
                    dress.ownedByRoot() ? 0 : status.userId(),
                    dress.ownedByRoot() ? 0 : status.groupId(),
                    dress.time().orElse(status.modified()),
                    OverlayMarks.attributes(named.path(), status));
        }
    }
}
