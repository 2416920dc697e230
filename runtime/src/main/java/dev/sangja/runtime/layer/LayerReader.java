package dev.sangja.runtime.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a layer's tar archive, entry by entry, believing nothing: checksums must hold, paths must be plain and
 * relative, and all is counted against {@link LayerLimits}. Reads ustar, PAX, and GNU's long names and large numbers;
 * refuses sparse files and types it does not know. What breaks a rule is a {@link LayerException}.
 *
 * <p>For one thread; the stream stays the caller's. A file's content can be read until {@link #next} is called again.
 */
public final class LayerReader {
    private static final int LONGEST_EXTENSION = 1 << 20;
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String AUFS = ".wh..wh.";

    private final InputStream in;
    private final LayerLimits limits;
    private int entries;
    private long bytes;
    private long unread;
    private long padding;

    public LayerReader(InputStream in, LayerLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** The next entry; empty at the end of the archive. */
    public Optional<LayerEntry> next() throws IOException {
        Map<String, byte[]> pax = new TreeMap<>();
        while (true) {
            skipContent();
            TarHeader header = new TarHeader(readExactly(TarHeader.BLOCK));
            if (header.isZero()) {
                return Optional.empty();
            }
            if (!header.checksumHolds()) {
                throw new LayerException(
                        entries == 0
                                ? "this is no tar archive: the checksum of its first header is wrong"
                                : "a tar header's checksum is wrong after " + entries + " entries");
            }
            if (++entries > limits.entries()) {
                throw new LayerException("the archive has more than " + limits.entries() + " entries");
            }
            switch (header.type()) {
                case TarHeader.PAX -> pax.putAll(PaxRecords.decode(extension(header)));
                case TarHeader.PAX_GLOBAL -> extension(header);
                case TarHeader.GNU_LONG_NAME -> pax.put(PaxRecords.PATH, untilZero(extension(header)));
                case TarHeader.GNU_LONG_LINK -> pax.put(PaxRecords.LINK_PATH, untilZero(extension(header)));
                default -> {
                    Optional<LayerEntry> entry = entry(header, pax);
                    if (entry.isPresent()) {
                        return entry;
                    }
                    pax.clear();
                }
            }
        }
    }

    private Optional<LayerEntry> entry(TarHeader header, Map<String, byte[]> pax) {
        byte[] rawName = pax.getOrDefault(PaxRecords.PATH, header.name());
        String path = EntryPath.clean(rawName, limits);
        if (pax.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
            throw new LayerException("a sparse file is refused: " + EntryPath.shown(path));
        }
        byte type = header.type();
        boolean regular = type == TarHeader.REGULAR || type == TarHeader.CONTIGUOUS;
        // Version 7 of Unix had no type for directories: a slash at the end meant one.
        boolean directory = type == TarHeader.DIRECTORY || (regular && endsWithSlash(rawName));
        long size = regular && !directory ? size(header, pax) : 0;
        begin(size, path);
        refuseReservedDirectories(path);
        String name = EntryPath.name(path);
        if (name.startsWith(WHITEOUT)) {
            return mark(path, name);
        }
        if (directory) {
            return Optional.of(new LayerEntry.Directory(path, metadata(header, pax, path)));
        }
        if (path.isEmpty()) {
            throw new LayerException("an entry without a name is no directory");
        }
        return Optional.of(
                regular
                        ? new LayerEntry.RegularFile(path, metadata(header, pax, path), size, Content::new)
                        : special(header, pax, path));
    }

    private LayerEntry special(TarHeader header, Map<String, byte[]> pax, String path) {
        byte[] link = pax.getOrDefault(PaxRecords.LINK_PATH, header.link());
        return switch (header.type()) {
            case TarHeader.SYMBOLIC_LINK ->
                new LayerEntry.SymbolicLink(path, metadata(header, pax, path), target(link, path));
            case TarHeader.HARD_LINK ->
                new LayerEntry.HardLink(path, EntryPath.clean(link, limits), metadata(header, pax, path));
            case TarHeader.NAMED_PIPE -> new LayerEntry.NamedPipe(path, metadata(header, pax, path));
            case TarHeader.CHARACTER_DEVICE, TarHeader.BLOCK_DEVICE ->
                new LayerEntry.Device(
                        path,
                        metadata(header, pax, path),
                        header.type() == TarHeader.BLOCK_DEVICE,
                        header.major(),
                        header.minor());
            default ->
                throw new LayerException(
                        "an entry of unknown type '" + (char) header.type() + "': " + EntryPath.shown(path));
        };
    }

    private String target(byte[] link, String path) {
        String target = FileName.decode(link);
        if (link.length == 0 || link.length > limits.pathBytes() || target.indexOf('\0') >= 0) {
            throw new LayerException("a symbolic link's target is empty or too long: " + EntryPath.shown(path));
        }
        return target;
    }

    private static Optional<LayerEntry> mark(String path, String name) {
        String directory = EntryPath.parent(path);
        if (name.equals(OPAQUE)) {
            return Optional.of(new LayerEntry.Opaque(directory));
        }
        if (name.startsWith(AUFS)) {
            // Metadata of aufs in old archives, without a meaning here.
            return Optional.empty();
        }
        String hidden = name.substring(WHITEOUT.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            throw new LayerException("a whiteout names nothing: " + EntryPath.shown(path));
        }
        return Optional.of(new LayerEntry.Whiteout(EntryPath.join(directory, hidden)));
    }

    private static void refuseReservedDirectories(String path) {
        String directory = EntryPath.parent(path);
        if (directory.startsWith(WHITEOUT) || directory.contains("/" + WHITEOUT)) {
            throw new LayerException("an entry lies inside a whiteout: " + EntryPath.shown(path));
        }
    }

    private static EntryMetadata metadata(TarHeader header, Map<String, byte[]> pax, String path) {
        Map<String, byte[]> attributes = new TreeMap<>();
        pax.forEach((key, value) -> {
            if (key.startsWith(PaxRecords.ATTRIBUTE)) {
                attributes.put(key.substring(PaxRecords.ATTRIBUTE.length()), value);
            }
        });
        byte[] time = pax.get(PaxRecords.MODIFIED);
        return new EntryMetadata(
                header.mode(),
                owner(pax.get(PaxRecords.USER), header.user(), path),
                owner(pax.get(PaxRecords.GROUP), header.group(), path),
                time == null ? seconds(header.modified()) : PaxTime.parse(time),
                attributes);
    }

    private static Instant seconds(long seconds) {
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new LayerException("a time in a tar header is beyond all calendars");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static int owner(byte @org.jspecify.annotations.Nullable [] text, long fromHeader, String path) {
        long id = text == null ? fromHeader : decimal(text, path);
        if (id < 0 || id > Integer.MAX_VALUE) {
            throw new LayerException("an owner " + id + " is out of range: " + EntryPath.shown(path));
        }
        return (int) id;
    }

    private static long size(TarHeader header, Map<String, byte[]> pax) {
        byte[] text = pax.get(PaxRecords.SIZE);
        return text == null ? header.size() : decimal(text, "size");
    }

    private static long decimal(byte[] text, String where) {
        String digits = new String(text, StandardCharsets.US_ASCII);
        if (!digits.matches("[0-9]{1,18}")) {
            throw new LayerException("a PAX record is not a number: " + EntryPath.shown(where));
        }
        return Long.parseLong(digits);
    }

    private void begin(long size, String path) {
        if (size < 0 || size > limits.bytes() - bytes) {
            throw new LayerException(
                    "the archive holds more than " + limits.bytes() + " bytes, at " + EntryPath.shown(path));
        }
        bytes += size;
        unread = size;
        padding = (TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK;
    }

    private byte[] extension(TarHeader header) throws IOException {
        long size = header.size();
        if (size < 0 || size > LONGEST_EXTENSION) {
            throw new LayerException("an extended tar header of " + size + " bytes is refused");
        }
        byte[] text = readExactly((int) size);
        readExactly((int) ((TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK));
        return text;
    }

    private static byte[] untilZero(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return Arrays.copyOf(text, end);
    }

    private static boolean endsWithSlash(byte[] name) {
        return name.length > 0 && name[name.length - 1] == '/';
    }

    private void skipContent() throws IOException {
        in.skipNBytes(unread + padding);
        unread = 0;
        padding = 0;
    }

    private byte[] readExactly(int length) throws IOException {
        byte[] bytesRead = in.readNBytes(length);
        if (bytesRead.length < length) {
            throw new EOFException("the archive ends in the middle, after " + entries + " entries");
        }
        return bytesRead;
    }

    /** The current file's bytes: ends at its size, however much follows in the archive. */
    private final class Content extends InputStream {
        private final int owner = entries;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (owner != entries) {
                throw new IOException("the archive has moved on to another entry");
            }
            if (unread == 0) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, unread));
            if (read < 0) {
                throw new EOFException("the archive ends in the middle of a file");
            }
            unread -= read;
            return read;
        }
    }
}
