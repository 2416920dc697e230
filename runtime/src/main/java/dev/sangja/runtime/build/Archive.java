package dev.sangja.runtime.build;

import dev.sangja.runtime.layer.EntryMetadata;
import dev.sangja.runtime.layer.FileView;
import dev.sangja.runtime.layer.LayerEntry;
import dev.sangja.runtime.layer.LayerException;
import dev.sangja.runtime.layer.LayerLimits;
import dev.sangja.runtime.layer.LayerReader;
import dev.sangja.runtime.layer.LayerWriter;
import dev.sangja.runtime.store.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A tar archive, plain or compressed with gzip, that ADD unpacks. It is read like any layer: bounded, and nothing in it
 * leads out of where it goes.
 */
record Archive(SourceTree source, FileView.Node node, String directory, Digest content) {
    private static final int MAGIC = 512;
    private static final int BUFFER = 64 * 1024;

    /** Whether a file is such an archive. {@link BuildException} for one in a format that is not unpacked here. */
    static boolean is(SourceTree source, FileView.Node node) throws IOException {
        byte[] head;
        try (InputStream in = source.open(node)) {
            head = in.readNBytes(MAGIC);
        }
        refuse(head, node, "bzip2", 'B', 'Z', 'h');
        refuse(head, node, "xz", 0xFD, '7', 'z', 'X', 'Z', 0);
        refuse(head, node, "zstd", 0x28, 0xB5, 0x2F, 0xFD);
        if (!starts(head, 0, 0x1F, 0x8B) && !starts(head, 257, 'u', 's', 't', 'a', 'r')) {
            return false;
        }
        // A compressed file need not hold an archive.
        try (InputStream in = expanded(source.open(node))) {
            return new LayerReader(in, LayerLimits.IMAGE).next().isPresent();
        } catch (LayerException | java.util.zip.ZipException | java.io.EOFException other) {
            return false;
        }
    }

    private static void refuse(byte[] head, FileView.Node node, String format, int... magic) {
        if (starts(head, 0, magic)) {
            throw BuildException.of("ADD cannot unpack /" + node.path() + ": archives compressed with " + format
                    + " are not unpacked here, only plain ones and gzip; use COPY or ADD --unpack=false");
        }
    }

    private static boolean starts(byte[] head, int at, int... magic) {
        if (head.length < at + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[at + i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static InputStream expanded(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1F && buffered.read() == 0x8B;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
    }

    /**
     * Appends what it holds.
     *
     * @param destination where directories that it does not name are found
     * @param owner to whom all of it shall belong; empty to leave it as archived
     */
    void write(Destination destination, Optional<FileOwner> owner, LayerWriter writer) throws IOException {
        try (UnchangedInput whole = new UnchangedInput(source.open(node), Optional.of(content), node)) {
            InputStream in = expanded(whole);
            LayerReader reader = new LayerReader(in, LayerLimits.IMAGE);
            for (Optional<LayerEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                if (entry.get().path().isEmpty()) {
                    continue;
                }
                LayerEntry moved = moved(entry.get(), destination, owner);
                for (LayerEntry directory : destination.fresh()) {
                    writer.write(directory);
                }
                if (destination.note(moved)) {
                    writer.write(moved);
                }
            }
            whole.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private LayerEntry moved(LayerEntry entry, Destination destination, Optional<FileOwner> owner) throws IOException {
        String wanted = directory.isEmpty() ? entry.path() : directory + "/" + entry.path();
        String above = destination.directory(Destination.parent(wanted));
        String path = above.isEmpty() ? Destination.name(wanted) : above + "/" + Destination.name(wanted);
        if (entry instanceof LayerEntry.Directory one) {
            return new LayerEntry.Directory(path, dressed(one.metadata(), owner));
        }
        if (entry instanceof LayerEntry.RegularFile one) {
            return new LayerEntry.RegularFile(path, dressed(one.metadata(), owner), one.size(), one.content());
        }
        if (entry instanceof LayerEntry.SymbolicLink one) {
            return new LayerEntry.SymbolicLink(path, dressed(one.metadata(), owner), one.target());
        }
        if (entry instanceof LayerEntry.HardLink one) {
            String target = directory.isEmpty() ? one.target() : directory + "/" + one.target();
            return new LayerEntry.HardLink(path, target, dressed(one.metadata(), owner));
        }
        if (entry instanceof LayerEntry.NamedPipe one) {
            return new LayerEntry.NamedPipe(path, dressed(one.metadata(), owner));
        }
        throw BuildException.of(
                "ADD cannot unpack /" + node.path() + ": it holds a device or a mark of deletion: " + entry.path());
    }

    private static EntryMetadata dressed(EntryMetadata own, Optional<FileOwner> owner) {
        return new EntryMetadata(
                own.mode(),
                owner.map(FileOwner::user).orElse(own.userId()),
                owner.map(FileOwner::group).orElse(own.groupId()),
                own.modified(),
                own.attributes());
    }
}
