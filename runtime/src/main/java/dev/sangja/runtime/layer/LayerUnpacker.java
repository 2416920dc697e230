package dev.sangja.runtime.layer;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Unpacks a layer's archive into a directory of its own, in the form in which overlayfs (with {@code userxattr}) takes
 * it as a lower directory: whiteouts become character devices 0:0, opaque directories get their attribute.
 *
 * <p>Nothing is written outside the directory: every parent on the way must be a real directory (what lies behind a
 * symbolic link is refused), files are made anew and never opened through a link, and a hard link's target must lie in
 * the same archive. The directory must be the caller's alone while this runs. For one thread. An exception leaves what
 * was unpacked so far; remove it.
 */
public final class LayerUnpacker {
    /** A name that no archive can give anything: a whiteout of nothing. */
    private static final String UNPLACED = ".wh.";

    private final Linux linux;
    private final LayerLimits limits;
    private final DevicePolicy devices;
    private final Owners owners;

    public LayerUnpacker(Linux linux, LayerLimits limits, DevicePolicy devices, Owners owners) {
        this.linux = requireNonNull(linux, "linux");
        this.limits = requireNonNull(limits, "limits");
        this.devices = requireNonNull(devices, "devices");
        this.owners = requireNonNull(owners, "owners");
    }

    /** Unpacks all of it; does not close the stream. The directory must exist. */
    public Unpacked unpack(InputStream archive, Path directory) throws IOException {
        LayerReader reader = new LayerReader(archive, limits);
        Run run = new Run(directory);
        for (Optional<LayerEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            run.place(entry.get());
        }
        run.finishDirectories();
        return new Unpacked(run.entries, run.bytes, run.skippedDevices, run.skippedAttributes);
    }

    /**
     * What was unpacked.
     *
     * @param entries how many entries
     * @param bytes of file content
     * @param skippedDevices device nodes left out
     * @param skippedAttributes extended attributes left out, because they are not of the {@code user.} name space
     */
    public record Unpacked(int entries, long bytes, int skippedDevices, int skippedAttributes) {}

    /** A directory whose mode and times are set at the end: filling it changes the one, and may need the other. */
    private record Unfinished(Path path, EntryMetadata metadata) {}

    private final class Run {
        private final Path root;
        private final Path unplaced;
        private final Deque<Unfinished> directories = new ArrayDeque<>();
        private int entries;
        private long bytes;
        private int skippedDevices;
        private int skippedAttributes;

        Run(Path root) {
            this.root = root;
            this.unplaced = root.resolve(UNPLACED);
        }

        void place(LayerEntry entry) throws IOException {
            entries++;
            if (entry instanceof LayerEntry.Directory directory) {
                makeDirectory(directory);
            } else if (entry instanceof LayerEntry.RegularFile file) {
                Path path = vacate(file.path());
                try (InputStream content = file.content().open()) {
                    bytes += Files.copy(content, path);
                }
                dress(path, file.metadata());
            } else if (entry instanceof LayerEntry.SymbolicLink link) {
                Files.createSymbolicLink(unplaced, FileName.target(link.target()));
                settle(link.path(), Optional.of(link.metadata()));
            } else if (entry instanceof LayerEntry.HardLink link) {
                Path existing = existing(link);
                Files.createLink(vacate(link.path()), existing);
            } else if (entry instanceof LayerEntry.NamedPipe pipe) {
                linux.makeFifo(unplaced.toString(), 0600);
                linuxMode(unplaced, pipe.metadata().mode());
                settle(pipe.path(), Optional.of(pipe.metadata()));
            } else if (entry instanceof LayerEntry.Device device) {
                skip(device);
            } else if (entry instanceof LayerEntry.Whiteout whiteout) {
                linux.makeCharacterDevice(unplaced.toString(), 0, 0, 0);
                settle(whiteout.path(), Optional.empty());
            } else if (entry instanceof LayerEntry.Opaque opaque) {
                OverlayMarks.makeOpaque(directory(opaque.path()));
            }
        }

        private void skip(LayerEntry.Device device) {
            if (devices == DevicePolicy.REFUSE) {
                throw new LayerException("a device node is refused: " + EntryPath.shown(device.path()));
            }
            skippedDevices++;
        }

        private void makeDirectory(LayerEntry.Directory directory) throws IOException {
            Path path = directory.path().isEmpty() ? root : inParent(directory.path());
            Optional<FileStatus> there = FileStatus.find(path);
            if (there.isPresent() && !there.get().isDirectory()) {
                Files.delete(path);
                there = Optional.empty();
            }
            if (there.isEmpty()) {
                Files.createDirectory(path);
            }
            directories.push(new Unfinished(path, directory.metadata()));
        }

        /** The existing file that a hard link names; it must lie in this archive, not behind a symbolic link. */
        private Path existing(LayerEntry.HardLink link) throws IOException {
            Path path = inParent(link.target());
            Optional<FileStatus> there = FileStatus.find(path);
            if (there.isEmpty() || there.get().isDirectory()) {
                throw new LayerException("a hard link's target is not in the archive: " + EntryPath.shown(link.path())
                        + " -> " + EntryPath.shown(link.target()));
            }
            if (link.target().equals(link.path())) {
                throw new LayerException("a hard link names itself: " + EntryPath.shown(link.path()));
            }
            return path;
        }

        /** The path for something new: what an earlier entry put there goes, unless it is a directory. */
        private Path vacate(String path) throws IOException {
            Path place = inParent(path);
            Optional<FileStatus> there = FileStatus.find(place);
            if (there.isPresent() && there.get().isDirectory()) {
                throw new LayerException("an entry would replace a directory: " + EntryPath.shown(path));
            }
            Files.deleteIfExists(place);
            return place;
        }

        private Path inParent(String path) throws IOException {
            return FileName.resolve(directory(EntryPath.parent(path)), EntryPath.name(path));
        }

        /** The directory of that path, made if it is missing; no component of it may be a symbolic link. */
        private Path directory(String path) throws IOException {
            Path place = root;
            if (path.isEmpty()) {
                return place;
            }
            for (String part : path.split("/", -1)) {
                place = FileName.resolve(place, part);
                Optional<FileStatus> there = FileStatus.find(place);
                if (there.isEmpty()) {
                    Files.createDirectory(place);
                    linuxMode(place, 0755);
                    owners.give(place);
                } else if (!there.get().isDirectory()) {
                    throw new LayerException(
                            "an entry lies behind something that is no directory: " + EntryPath.shown(path));
                }
            }
            return place;
        }

        /**
         * Gives what was just made at the temporary path its owner and time, and its place. It is made there because
         * the kernel port takes paths as text, which a name in an archive need not be, and because java.nio would open
         * a named pipe to set its times, and wait.
         */
        private void settle(String path, Optional<EntryMetadata> metadata) throws IOException {
            if (metadata.isPresent()) {
                owners.give(unplaced, metadata.get());
                linux.setTimes(unplaced.toString(), metadata.get().modified());
            }
            Files.move(unplaced, vacate(path), StandardCopyOption.ATOMIC_MOVE);
        }

        private void dress(Path path, EntryMetadata metadata) throws IOException {
            owners.give(path, metadata);
            // After the owner: chown(2) clears set-id bits.
            linuxMode(path, metadata.mode());
            attach(path, metadata);
            FileTime time = FileTime.from(metadata.modified());
            Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(time, time, null);
        }

        private void attach(Path path, EntryMetadata metadata) throws IOException {
            for (var attribute : metadata.attributes().entrySet()) {
                if (!OverlayMarks.setAttribute(path, attribute.getKey(), attribute.getValue())) {
                    skippedAttributes++;
                }
            }
        }

        private void finishDirectories() throws IOException {
            // The last one pushed comes first, so a child is done before its parent.
            for (Unfinished directory : directories) {
                if (FileStatus.find(directory.path())
                        .filter(FileStatus::isDirectory)
                        .isPresent()) {
                    dress(directory.path(), directory.metadata());
                }
            }
        }
    }

    private static void linuxMode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }
}
