package dev.sangja.runtime.layer;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks through an overlay's upper directory, or a plain directory that has nothing below it, and says what is in it.
 * The cost follows what was written, never the size of the layers below: of those only the paths that are in the upper
 * one are asked for, once. A scan remembers the last one, and reads again only what has changed since.
 *
 * <p>Safe for use by several threads; scans follow each other. Only its own directory is read: put a mount point's
 * directory there and not a mount, and let nobody else write to the layers below. What vanishes meanwhile counts as
 * gone.
 */
public final class UpperScan {
    private final Path upper;
    private final LowerDirectory lower;
    private final ScanLimits limits;
    /** The layers below never change, so neither does what they show at a path. */
    private final Map<String, Optional<LowerDirectory.LowerFile>> below = new HashMap<>();

    private LayerSnapshot last;

    /**
     * @param upper the upper directory
     * @param lower the layers below it, upmost first; none for a plain directory
     */
    public UpperScan(Path upper, List<Path> lower, ScanLimits limits) {
        this.upper = requireNonNull(upper, "upper");
        this.lower = new LowerDirectory(lower);
        this.limits = requireNonNull(limits, "limits");
        this.last = new LayerSnapshot(upper, Instant.MIN, new TreeMap<>(), 0);
    }

    /** The directory as it is now. */
    public synchronized LayerSnapshot take() throws IOException {
        Instant now = Instant.now();
        Walk walk = new Walk();
        walk.directory(upper, "", 0, lower);
        last = new LayerSnapshot(upper, now, walk.entries, walk.cut);
        return last;
    }

    /** What it saw when it last looked. */
    public synchronized LayerSnapshot last() {
        return last;
    }

    private final class Walk {
        private final TreeMap<String, UpperEntry> entries = new TreeMap<>();
        private int cut;
        private int textLeft = limits.keptText();

        void directory(Path directory, String prefix, int depth, LowerDirectory lowerDirectory) throws IOException {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                for (Path path : stream) {
                    if (entries.size() >= limits.entries() || depth >= limits.depth()) {
                        cut++;
                    } else {
                        meet(path, prefix, depth, lowerDirectory);
                    }
                }
            } catch (NoSuchFileException | NotDirectoryException vanished) {
                // Removed or replaced since its parent was read; a later scan will tell.
                return;
            } catch (DirectoryIteratorException broken) {
                throw broken.getCause();
            }
        }

        private void meet(Path path, String prefix, int depth, LowerDirectory lowerDirectory) throws IOException {
            Optional<FileStatus> status = FileStatus.find(path);
            if (status.isEmpty()) {
                return;
            }
            String name = prefix + "/" + FileName.of(path.getFileName());
            Optional<LowerDirectory.LowerFile> shown = shownBelow(name, path.getFileName(), lowerDirectory);
            UpperEntry known = last.entries().get(name);
            UpperEntry entry = known != null && known.status().equals(status.get())
                    ? keep(known, shown)
                    : read(path, status.get(), shown);
            entries.put(name, entry);
            if (entry.isDirectory()) {
                LowerDirectory next = entry.kind() == UpperEntry.Kind.OPAQUE_DIRECTORY
                        ? LowerDirectory.nothing()
                        : shown.map(LowerDirectory.LowerFile::content).orElse(LowerDirectory.nothing());
                directory(path, name, depth + 1, next);
            }
        }

        private Optional<LowerDirectory.LowerFile> shownBelow(String name, Path fileName, LowerDirectory directory)
                throws IOException {
            if (directory.layers().isEmpty()) {
                return Optional.empty();
            }
            Optional<LowerDirectory.LowerFile> known = below.get(name);
            if (known == null) {
                known = directory.find(fileName);
                below.put(name, known);
            }
            return known;
        }

        /** The same file again: only whether it hides something below may be different. */
        private UpperEntry keep(UpperEntry known, Optional<LowerDirectory.LowerFile> shown) {
            Optional<String> text = known.text().filter(kept -> kept.length() <= textLeft);
            textLeft -= text.map(String::length).orElse(0);
            return new UpperEntry(known.kind(), known.status(), known.target(), shown, text);
        }

        private UpperEntry read(Path path, FileStatus status, Optional<LowerDirectory.LowerFile> shown)
                throws IOException {
            if (status.isDirectory()) {
                UpperEntry.Kind kind =
                        OverlayMarks.isOpaque(path) ? UpperEntry.Kind.OPAQUE_DIRECTORY : UpperEntry.Kind.DIRECTORY;
                return new UpperEntry(kind, status, "", shown, Optional.empty());
            }
            if (OverlayMarks.isWhiteout(path, status)) {
                return new UpperEntry(UpperEntry.Kind.WHITEOUT, status, "", shown, Optional.empty());
            }
            if (status.isRegularFile()) {
                return new UpperEntry(UpperEntry.Kind.FILE, status, "", shown, text(path, status));
            }
            String target = status.isSymbolicLink() ? target(path) : "";
            return new UpperEntry(UpperEntry.Kind.OTHER, status, target, shown, Optional.empty());
        }

        private Optional<String> text(Path path, FileStatus status) throws IOException {
            if (status.size() > Math.min(TextComparison.LONGEST, textLeft)) {
                return Optional.empty();
            }
            Optional<String> text = ShortText.read(path);
            textLeft -= text.map(String::length).orElse(0);
            return text;
        }
    }

    private static String target(Path path) throws IOException {
        try {
            return FileName.of(Files.readSymbolicLink(path));
        } catch (NoSuchFileException | java.nio.file.NotLinkException vanished) {
            return "";
        }
    }

    /** What a file says, if it says anything short. */
    static final class ShortText {
        private ShortText() {}

        static Optional<String> read(Path path) throws IOException {
            try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                return TextComparison.text(in.readNBytes(TextComparison.LONGEST + 1));
            } catch (java.nio.file.FileSystemException vanishedOrForbidden) {
                return Optional.empty();
            }
        }
    }
}
