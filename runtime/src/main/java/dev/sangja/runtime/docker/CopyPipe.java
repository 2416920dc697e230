package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Packs on one thread what is unpacked on another, so that nothing is kept between them. */
final class CopyPipe {
    private static final int CAPACITY = 64 << 10;

    private CopyPipe() {}

    /** Copies, and returns how long the archive was, in bytes. */
    static long copy(CopySource source, CopyTarget target, Cancellation cancellation) throws IOException {
        try (PipedInputStream end = new PipedInputStream(CAPACITY);
                Counted archive = new Counted(end)) {
            PipedOutputStream begin = new PipedOutputStream(end);
            CompletableFuture<Void> packing = new CompletableFuture<>();
            Thread packer = new Thread(() -> pack(source, target, begin, packing, cancellation), "docker-cp");
            packer.setDaemon(true);
            packer.start();
            target.tree().unpack(target.directory(), archive, cancellation);
            // What is left behind the archive's end is padding that the packer still wants to get rid of.
            archive.skipRest();
            packing.join();
            return archive.count;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private static void pack(
            CopySource source,
            CopyTarget target,
            PipedOutputStream begin,
            CompletableFuture<Void> packing,
            Cancellation cancellation) {
        try (begin) {
            source.tree().pack(source.path(), target.name(), begin, cancellation);
            packing.complete(null);
        } catch (IOException | RuntimeException problem) {
            packing.completeExceptionally(problem);
        }
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {
        private long count;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }

        private void skipRest() throws IOException {
            byte[] rest = new byte[CAPACITY];
            int read = read(rest, 0, rest.length);
            while (read >= 0) {
                read = read(rest, 0, rest.length);
            }
        }
    }
}
