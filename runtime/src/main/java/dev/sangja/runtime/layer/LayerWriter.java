package dev.sangja.runtime.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the tar archive of a layer: ustar headers, with PAX records only where ustar does not reach (long names, large
 * numbers, fractions of a second, extended attributes). The same entries always give the same bytes.
 *
 * <p>For one thread. {@link #finish} ends the archive; the stream stays the caller's. Source: OCI image specification,
 * layer.md; pax(1).
 */
public final class LayerWriter {
    private static final String WHITEOUT_PREFIX = ".wh.";
    private static final String OPAQUE_MARK = ".wh..wh..opq";

    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];

    public LayerWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Appends an entry, reading a file's content to its stated size: if it has less, an exception; if more, the rest
     * stays.
     */
    public void write(LayerEntry entry) throws IOException {
        if (entry instanceof LayerEntry.Directory directory) {
            header(TarHeader.DIRECTORY, directory.path() + "/", directory.metadata(), 0, "");
        } else if (entry instanceof LayerEntry.RegularFile file) {
            header(TarHeader.REGULAR, file.path(), file.metadata(), file.size(), "");
            copy(file);
        } else if (entry instanceof LayerEntry.SymbolicLink link) {
            header(TarHeader.SYMBOLIC_LINK, link.path(), link.metadata(), 0, link.target());
        } else if (entry instanceof LayerEntry.HardLink link) {
            header(TarHeader.HARD_LINK, link.path(), mark(), 0, link.target());
        } else if (entry instanceof LayerEntry.NamedPipe pipe) {
            header(TarHeader.NAMED_PIPE, pipe.path(), pipe.metadata(), 0, "");
        } else if (entry instanceof LayerEntry.Device device) {
            device(device);
        } else if (entry instanceof LayerEntry.Whiteout whiteout) {
            header(TarHeader.REGULAR, whiteoutPath(whiteout.path()), mark(), 0, "");
        } else if (entry instanceof LayerEntry.Opaque opaque) {
            String directory = opaque.path().isEmpty() ? "" : opaque.path() + "/";
            header(TarHeader.REGULAR, directory + OPAQUE_MARK, mark(), 0, "");
        }
    }

    /** Ends the archive with two blocks of zeros, and flushes. */
    public void finish() throws IOException {
        out.write(new byte[2 * TarHeader.BLOCK]);
        out.flush();
    }

    private static EntryMetadata mark() {
        return EntryMetadata.ofRoot(0, Instant.EPOCH);
    }

    private static String whiteoutPath(String path) {
        int slash = path.lastIndexOf('/');
        return path.substring(0, slash + 1) + WHITEOUT_PREFIX + path.substring(slash + 1);
    }

    private void device(LayerEntry.Device device) throws IOException {
        byte type = device.block() ? TarHeader.BLOCK_DEVICE : TarHeader.CHARACTER_DEVICE;
        TarHeader header = new TarHeader().device(device.major(), device.minor());
        header(header, type, device.path(), device.metadata(), 0, "");
    }

    private void header(byte type, String path, EntryMetadata metadata, long size, String link) throws IOException {
        header(new TarHeader(), type, path, metadata, size, link);
    }

    private void header(TarHeader header, byte type, String path, EntryMetadata metadata, long size, String link)
            throws IOException {
        byte[] name = FileName.encode(path.equals("/") ? "./" : path);
        byte[] target = FileName.encode(link);
        Map<String, byte[]> records = pax(name, target, metadata, size);
        if (!records.isEmpty()) {
            writePax(name, records);
        }
        header.type(type)
                .name(name)
                .link(target)
                .mode(metadata.mode())
                .owner(metadata.userId(), metadata.groupId())
                .size(size)
                .modified(metadata.modified().getEpochSecond());
        out.write(header.sealed());
    }

    private static Map<String, byte[]> pax(byte[] name, byte[] target, EntryMetadata metadata, long size) {
        Map<String, byte[]> records = new TreeMap<>();
        if (name.length > TarHeader.NAME_BYTES) {
            records.put(PaxRecords.PATH, name);
        }
        if (target.length > TarHeader.NAME_BYTES) {
            records.put(PaxRecords.LINK_PATH, target);
        }
        if (size > TarHeader.LARGEST_SIZE) {
            records.put(PaxRecords.SIZE, ascii(Long.toString(size)));
        }
        if (metadata.userId() > TarHeader.LARGEST_ID) {
            records.put(PaxRecords.USER, ascii(Integer.toString(metadata.userId())));
        }
        if (metadata.groupId() > TarHeader.LARGEST_ID) {
            records.put(PaxRecords.GROUP, ascii(Integer.toString(metadata.groupId())));
        }
        long seconds = metadata.modified().getEpochSecond();
        boolean fraction = !metadata.modified().equals(Instant.ofEpochSecond(seconds));
        if (fraction || seconds < 0 || seconds > TarHeader.LARGEST_SIZE) {
            records.put(PaxRecords.MODIFIED, ascii(PaxTime.format(metadata.modified())));
        }
        metadata.attributes().forEach((key, value) -> records.put(PaxRecords.ATTRIBUTE + key, value));
        return records;
    }

    private void writePax(byte[] name, Map<String, byte[]> records) throws IOException {
        byte[] body = PaxRecords.encode(records);
        String shown = "PaxHeaders/" + new String(name, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "_");
        out.write(new TarHeader()
                .type(TarHeader.PAX)
                .name(ascii(shown.substring(0, Math.min(shown.length(), TarHeader.NAME_BYTES))))
                .mode(0644)
                .owner(0, 0)
                .size(body.length)
                .modified(0)
                .sealed());
        out.write(body);
        pad(body.length);
    }

    private void copy(LayerEntry.RegularFile file) throws IOException {
        long left = file.size();
        try (InputStream content = file.content().open()) {
            while (left > 0) {
                int read = content.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new IOException("file became shorter while it was read: " + file.path());
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        pad(file.size());
    }

    private void pad(long size) throws IOException {
        int over = (int) (size % TarHeader.BLOCK);
        if (over > 0) {
            out.write(new byte[TarHeader.BLOCK - over]);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
