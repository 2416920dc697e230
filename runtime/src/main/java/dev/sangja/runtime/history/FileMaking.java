package dev.sangja.runtime.history;

import dev.sangja.runtime.layer.FileName;
import dev.sangja.runtime.layer.FileStatus;
import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.NamedFile;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes files as a state has them, whole and dressed, in the staging directory. For one thread at a time. */
final class FileMaking {
    private final Linux linux;
    private final TrackedTree tree;
    private final ObjectStore objects;
    private final LowerView lower;

    FileMaking(Linux linux, TrackedTree tree, ObjectStore objects, LowerView lower) {
        this.linux = linux;
        this.tree = tree;
        this.objects = objects;
        this.lower = lower;
    }

    /** Makes it; the caller gives it its name. */
    Path make(String path, Node.Thing thing) throws IOException {
        Path staged = tree.staging().resolve("new");
        Files.deleteIfExists(staged);
        if (thing instanceof Node.File file) {
            write(path, file.content().orElseThrow(), staged);
        } else if (thing instanceof Node.SymbolicLink link) {
            Files.createSymbolicLink(staged, FileName.target(link.target()));
        } else if (thing instanceof Node.Special special) {
            special(staged, special);
        }
        dress(staged, thing.attributes(), !tree.isOverlay());
        return staged;
    }

    private void write(String path, Digest content, Path staged) throws IOException {
        if (objects.has(content)) {
            objects.copyTo(content, staged);
            return;
        }
        // What the layers below have was never copied into the history.
        Path below = lower.find(path)
                .orElseThrow(() -> new HistoryException("the history lacks " + content))
                .path();
        objects.copyTo(content, below, staged);
    }

    private void special(Path staged, Node.Special special) throws IOException {
        String name = staged.toString();
        switch (special.type()) {
            case FIFO -> linux.makeFifo(name, 0600);
            case CHARACTER -> linux.makeCharacterDevice(name, 0600, special.major(), special.minor());
            case SOCKET -> {
                try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                    socket.bind(UnixDomainSocketAddress.of(staged));
                }
            }
            case BLOCK -> throw new SyscallException(
                    new dev.sangja.runtime.journal.SyscallCall("mknod", java.util.List.of()), Errno.EPERM);
        }
    }

    /**
     * Gives what lies there its owner, mode, attributes and times, in the order in which none undoes another: chown(2)
     * clears set-id bits and capabilities, and whatever is written changes the times.
     */
    static void dress(Path path, Attributes attributes, boolean marks) throws IOException {
        FileStatus now = FileStatus.of(path);
        if (now.userId() != attributes.userId() || now.groupId() != attributes.groupId()) {
            Files.setAttribute(path, "unix:uid", attributes.userId(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", attributes.groupId(), LinkOption.NOFOLLOW_LINKS);
            now = FileStatus.of(path);
        }
        if (!now.isSymbolicLink() && now.permissions() != attributes.mode()) {
            Files.setAttribute(path, "unix:mode", attributes.mode());
        }
        NamedFile file = new NamedFile(PinnedDirectory.bytes(path));
        extend(file, attributes.extended(), marks);
        if (!now.isSymbolicLink() && FileStatus.of(path).permissions() != attributes.mode()) {
            Files.setAttribute(path, "unix:mode", attributes.mode());
        }
        file.setTimes(attributes.modified());
    }

    private static void extend(NamedFile file, Map<String, String> wanted, boolean marks) {
        Map<String, byte[]> there = file.extendedAttributes();
        there.keySet().stream()
                .filter(name -> FileReading.isKept(name, marks) && !wanted.containsKey(name))
                .forEach(file::removeExtendedAttribute);
        wanted.forEach((name, value) -> {
            byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
            boolean same = Optional.ofNullable(there.get(name))
                    .filter(old -> java.util.Arrays.equals(old, bytes))
                    .isPresent();
            if (!same) {
                file.setExtendedAttribute(name, bytes);
            }
        });
    }
}
