package dev.sangja.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The directory that a server keeps everything in, held by one server at a time. Whoever took it closes it. */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String ADDRESS = "address";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the directory, made if it is not there; empty if another server holds it. */
    static Optional<DataDirectory> take(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                // Learners' work: nobody else's business.
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            }
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // The kernel drops the lock with the process, however it ends.
            if (lock(channel).isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            Files.deleteIfExists(path.resolve(ADDRESS));
            return Optional.of(new DataDirectory(path, channel));
        } catch (IOException failure) {
            throw new UncheckedIOException("could not take the data directory " + path, failure);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ours) {
            return Optional.empty();
        }
    }

    /** Where the server that holds the directory can be reached, once it has said so. */
    static Optional<String> holderAddress(Path path) {
        try {
            return Optional.of(Files.readString(path.resolve(ADDRESS)).strip()).filter(text -> !text.isEmpty());
        } catch (IOException unsaid) {
            return Optional.empty();
        }
    }

    /** Tells whoever finds the directory held where the server can be reached. */
    void announce(String address) {
        try {
            Files.writeString(path.resolve(ADDRESS), address + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException("could not write into the data directory " + path, failure);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve(ADDRESS));
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("could not give back the data directory " + path, failure);
        }
    }
}
