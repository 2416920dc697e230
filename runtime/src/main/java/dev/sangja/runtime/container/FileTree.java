package dev.sangja.runtime.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The files of a container or of the workbench. Paths are absolute inside it, and no symbolic link leads out of it.
 *
 * <p>A path that is not there gives {@link java.nio.file.NoSuchFileException}, one that may not be used
 * {@link java.nio.file.AccessDeniedException}; the message of any other {@link IOException} is the kernel's.
 */
public interface FileTree {
    /** What is at that path, without following a symbolic link at its end; empty if nothing is. */
    Optional<PathFact> stat(String path) throws IOException;

    /** Reads a regular file whole. One that is longer than the limit is refused. */
    byte[] read(String path, int limitBytes) throws IOException;

    /** Writes a regular file anew; it takes its place when the stream is closed. */
    OutputStream create(String path) throws IOException;

    /**
     * Writes what is at that path, with all below it, as a tar archive.
     *
     * @param name what the topmost entry is called there; {@code .} for the contents of a directory alone
     */
    void pack(String path, String name, OutputStream archive, Cancellation cancellation) throws IOException;

    /** Unpacks a tar archive into a directory; owners are kept, and nothing lands outside it. */
    void unpack(String directory, InputStream archive, Cancellation cancellation) throws IOException;
}
