package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.PathFact;
import dev.sangja.runtime.docker.option.Paths;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files that are kept in memory, with an archive format of their own. */
final class MemoryTree implements FileTree {
    /** A file has content, a link a target, a directory neither. */
    private record Node(Optional<byte[]> content, Optional<String> target) {}

    private final Map<String, Node> nodes = new TreeMap<>();

    MemoryTree() {
        nodes.put("/", new Node(Optional.empty(), Optional.empty()));
    }

    MemoryTree directory(String path) {
        if (!path.equals("/")) {
            directory(Paths.parent(path));
        }
        nodes.putIfAbsent(path, new Node(Optional.empty(), Optional.empty()));
        return this;
    }

    MemoryTree file(String path, String text) {
        return file(path, text.getBytes(UTF_8));
    }

    MemoryTree file(String path, byte[] content) {
        directory(Paths.parent(path));
        nodes.put(path, new Node(Optional.of(content), Optional.empty()));
        return this;
    }

    MemoryTree link(String path, String target) {
        directory(Paths.parent(path));
        nodes.put(path, new Node(Optional.empty(), Optional.of(target)));
        return this;
    }

    String text(String path) throws IOException {
        return new String(read(path, Integer.MAX_VALUE), UTF_8);
    }

    @Override
    public Optional<PathFact> stat(String path) {
        return Optional.ofNullable(nodes.get(path)).map(node -> {
            PathFact.Type type = node.content().isPresent()
                    ? PathFact.Type.FILE
                    : node.target().isPresent() ? PathFact.Type.SYMLINK : PathFact.Type.DIRECTORY;
            return new PathFact(
                    type,
                    node.content().map(bytes -> bytes.length).orElse(0),
                    node.target().orElse(""));
        });
    }

    @Override
    public byte[] read(String path, int limitBytes) throws IOException {
        Node node = nodes.get(path);
        if (node == null) {
            throw new NoSuchFileException(path);
        }
        byte[] content = node.content().orElseThrow(() -> new IOException("is a directory"));
        if (content.length > limitBytes) {
            throw new IOException("file too large");
        }
        return content;
    }

    @Override
    public OutputStream create(String path) {
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                file(path, toByteArray());
            }
        };
    }

    @Override
    public void pack(String path, String name, OutputStream archive, Cancellation cancellation) throws IOException {
        DataOutputStream out = new DataOutputStream(archive);
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            String below = path.equals("/") ? entry.getKey().substring(1) : entry.getKey();
            boolean inside = path.equals("/") || below.equals(path) || below.startsWith(path + "/");
            if (inside) {
                String rest = path.equals("/") ? (below.isEmpty() ? "" : "/" + below) : below.substring(path.length());
                out.writeUTF(name + rest);
                out.writeUTF(entry.getValue().target().orElse(""));
                byte[] content = entry.getValue().content().orElse(new byte[0]);
                out.writeInt(entry.getValue().content().isPresent() ? content.length : -1);
                out.write(content);
            }
        }
        out.writeUTF("");
        out.flush();
    }

    @Override
    public void unpack(String directory, InputStream archive, Cancellation cancellation) throws IOException {
        DataInputStream in = new DataInputStream(archive);
        for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
            String path = Paths.resolve(directory, name);
            String target = in.readUTF();
            int length = in.readInt();
            if (!target.isEmpty()) {
                link(path, target);
            } else if (length < 0) {
                directory(path);
            } else {
                file(path, in.readNBytes(length));
            }
        }
    }
}
