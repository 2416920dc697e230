package dev.sangja.runtime.build;

import dev.sangja.runtime.container.Cancellation;
import java.io.IOException;
import java.io.InputStream;

/** Builds images on behalf of one client. Safe for use by several threads. */
public interface ImageBuilds {
    /** The files of a context, until it is closed. */
    interface Context extends SourceTree, AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * A directory as the client sees it.
     *
     * @param path absolute
     * @throws java.nio.file.NoSuchFileException if there is no such directory
     */
    Context directory(String path) throws IOException;

    /** What a tar archive holds, plain or compressed with gzip. Does not close the stream. */
    Context archive(InputStream archive) throws IOException;

    /** Builds, and puts what came of it into the receipt of the run. */
    BuildResult build(BuildRequest request, BuildProgress progress, Cancellation cancellation) throws IOException;

    /** Forgets what steps came to, and removes what only they used; returns the bytes that this gave back. */
    long prune() throws IOException;
}
