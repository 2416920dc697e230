package dev.sangja.runtime.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that a stack of directories shows together, as overlayfs would: layers of an image, or one directory. The
 * upmost directory is the root: no symbolic link and no {@code ..} leads out of it, and none is followed by the kernel.
 * Immutable; says what is there at the moment of asking.
 */
public final class FileView {
    private static final int MOST_LINKS = 40;

    private final LowerDirectory root;
    private final boolean ownedByRoot;

    private FileView(LowerDirectory root, boolean ownedByRoot) {
        this.root = root;
        this.ownedByRoot = ownedByRoot;
    }

    /** What those directories show, the upmost first; nothing at all if there are none. */
    public static FileView of(List<Path> layers) {
        return new FileView(new LowerDirectory(layers), false);
    }

    /** The same, where everything is said to belong to root: for files that a process without powers has unpacked. */
    public FileView ownedByRoot() {
        return new FileView(root, true);
    }

    /** What something is. */
    public enum Type {
        FILE,
        DIRECTORY,
        LINK,
        PIPE,
        OTHER
    }

    /**
     * One thing.
     *
     * @param path its path from the root, with slashes between; the empty string for the root itself
     * @param link where it leads, if it is a symbolic link
     * @param metadata its mode, owners, time and attributes
     * @param place where it is kept
     * @param content what it holds, if it is a directory
     */
    public record Node(
            String path, Type type, long size, String link, EntryMetadata metadata, Path place, FileView content) {
        public boolean isDirectory() {
            return type == Type.DIRECTORY;
        }

        /** Its bytes, if it is a file; the caller closes it. */
        public InputStream open() throws IOException {
            return Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /**
     * What is at a path.
     *
     * @param follow whether a symbolic link at its end is followed; those on the way are
     */
    public Optional<Node> find(String path, boolean follow) throws IOException {
        Deque<Node> above = new ArrayDeque<>(List.of(top()));
        Deque<String> left = new ArrayDeque<>();
        push(left, path);
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.pop();
            if (name.equals("..")) {
                if (above.size() > 1) {
                    above.pop();
                }
                continue;
            }
            if (!above.element().isDirectory()) {
                return Optional.empty();
            }
            Optional<Node> next = child(above.element(), name);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            if (next.get().type() != Type.LINK || (left.isEmpty() && !follow)) {
                above.push(next.get());
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new IOException("too many levels of symbolic links: " + EntryPath.shown(path));
            }
            String target = next.get().link();
            if (target.startsWith("/")) {
                above.clear();
                above.push(top());
            }
            push(left, target);
        }
        return Optional.of(above.element());
    }

    /** What a directory of this view holds, by the bytes of the names. */
    public List<Node> children(Node directory) throws IOException {
        Map<String, Path> names = new TreeMap<>(Comparator.comparing(FileName::encode, Arrays::compareUnsigned));
        for (Path layer : directory.content().root.layers()) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(layer)) {
                for (Path path : stream) {
                    names.putIfAbsent(FileName.of(path.getFileName()), path.getFileName());
                }
            }
        }
        List<Node> children = new ArrayList<>();
        for (Map.Entry<String, Path> name : names.entrySet()) {
            child(directory, name.getKey(), name.getValue()).ifPresent(children::add);
        }
        return children;
    }

    private Node top() {
        return new Node("", Type.DIRECTORY, 0, "", EntryMetadata.ofRoot(0755, Instant.EPOCH), Path.of(""), this);
    }

    private Optional<Node> child(Node directory, String name) throws IOException {
        return child(directory, name, FileName.resolve(Path.of("/"), name).getFileName());
    }

    private Optional<Node> child(Node directory, String name, Path exact) throws IOException {
        Optional<LowerDirectory.LowerFile> found = directory.content().root.find(exact);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(node(EntryPath.join(directory.path(), name), found.get()));
    }

    private Node node(String path, LowerDirectory.LowerFile file) throws IOException {
        FileStatus status = file.status();
        boolean link = status.isSymbolicLink();
        return new Node(
                path,
                type(status),
                status.isRegularFile() ? status.size() : 0,
                link ? FileName.of(Files.readSymbolicLink(file.path())) : "",
                new EntryMetadata(
                        status.permissions(),
                        ownedByRoot ? 0 : Math.max(0, status.userId()),
                        ownedByRoot ? 0 : Math.max(0, status.groupId()),
                        status.modified(),
                        OverlayMarks.attributes(file.path(), status)),
                file.path(),
                new FileView(file.content(), ownedByRoot));
    }

    private static Type type(FileStatus status) {
        if (status.isDirectory()) {
            return Type.DIRECTORY;
        }
        if (status.isRegularFile()) {
            return Type.FILE;
        }
        if (status.isSymbolicLink()) {
            return Type.LINK;
        }
        return status.isNamedPipe() ? Type.PIPE : Type.OTHER;
    }

    private static void push(Deque<String> left, String path) {
        List<String> names = new ArrayList<>(List.of(path.split("/", -1)));
        Collections.reverse(names);
        for (String name : names) {
            if (!name.isEmpty() && !name.equals(".")) {
                left.push(name);
            }
        }
    }
}
