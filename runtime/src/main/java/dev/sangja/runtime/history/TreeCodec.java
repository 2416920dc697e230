package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.FileName;
import dev.sangja.runtime.store.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of a tree: what one directory holds, by name. The same tree always has the same bytes. */
final class TreeCodec {
    private static final int VERSION = 1;
    private static final int ABSENT = 0;
    private static final int FILE = 1;
    private static final int DIRECTORY = 2;
    private static final int LINK = 3;
    private static final int SPECIAL = 4;
    private static final int LONGEST_TEXT = 64 * 1024;

    private TreeCodec() {}

    static byte[] write(SortedMap<String, Node> tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * (tree.size() + 1));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(tree.size());
            for (Map.Entry<String, Node> entry : tree.entrySet()) {
                text(out, entry.getKey());
                write(out, entry.getValue());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Node node) throws IOException {
        if (node instanceof Node.Thing thing) {
            thing(out, thing);
        } else {
            out.writeByte(ABSENT);
        }
    }

    private static void thing(DataOutputStream out, Node.Thing thing) throws IOException {
        if (thing instanceof Node.File file) {
            out.writeByte(FILE);
            attributes(out, file.attributes());
            out.writeLong(file.length());
            text(out, file.content().map(Digest::hex).orElse(""));
            text(out, file.linkedTo());
            text(out, file.witness());
        } else if (thing instanceof Node.Directory directory) {
            out.writeByte(DIRECTORY);
            attributes(out, directory.attributes());
            out.writeBoolean(directory.opaque());
            text(out, directory.children().hex());
        } else if (thing instanceof Node.SymbolicLink link) {
            out.writeByte(LINK);
            attributes(out, link.attributes());
            text(out, link.target());
        } else if (thing instanceof Node.Special special) {
            out.writeByte(SPECIAL);
            attributes(out, special.attributes());
            text(out, special.type().name());
            out.writeInt(special.major());
            out.writeInt(special.minor());
        }
    }

    private static void attributes(DataOutputStream out, Attributes attributes) throws IOException {
        out.writeInt(attributes.mode());
        out.writeInt(attributes.userId());
        out.writeInt(attributes.groupId());
        Instant modified = attributes.modified();
        out.writeLong(modified.getEpochSecond());
        out.writeInt(modified.getNano());
        out.writeInt(attributes.extended().size());
        for (Map.Entry<String, String> one : attributes.extended().entrySet()) {
            bytes(out, one.getKey().getBytes(StandardCharsets.ISO_8859_1));
            bytes(out, one.getValue().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, FileName.encode(text));
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #write} wrote; throws {@link HistoryException} for anything else. */
    static SortedMap<String, Node> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new HistoryException("a tree of version " + version + ", known is " + VERSION);
            }
            int count = in.readInt();
            SortedMap<String, Node> tree = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                tree.put(text(in), node(in));
            }
            return tree;
        } catch (IOException | IllegalArgumentException malformed) {
            throw new HistoryException("a tree of the history is damaged", malformed);
        }
    }

    private static Node node(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case ABSENT -> new Node.Absent();
            case FILE -> {
                Attributes attributes = attributes(in);
                long size = in.readLong();
                String content = text(in);
                yield new Node.File(
                        attributes,
                        size,
                        content.isEmpty() ? Optional.empty() : Optional.of(new Digest(content)),
                        text(in),
                        text(in));
            }
            case DIRECTORY -> new Node.Directory(attributes(in), in.readBoolean(), new Digest(text(in)));
            case LINK -> new Node.SymbolicLink(attributes(in), text(in));
            case SPECIAL -> new Node.Special(attributes(in), Node.Special.Type.valueOf(text(in)), in.readInt(), in.readInt());
            default -> throw new IOException("no such kind of node: " + kind);
        };
    }

    private static Attributes attributes(DataInputStream in) throws IOException {
        int mode = in.readInt();
        int user = in.readInt();
        int group = in.readInt();
        Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
        int count = in.readInt();
        Map<String, String> extended = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = new String(bytes(in), StandardCharsets.ISO_8859_1);
            extended.put(name, new String(bytes(in), StandardCharsets.ISO_8859_1));
        }
        return new Attributes(mode, user, group, modified, extended);
    }

    private static String text(DataInputStream in) throws IOException {
        return FileName.decode(bytes(in));
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("a text claims " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
