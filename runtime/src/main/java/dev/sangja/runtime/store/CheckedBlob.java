package dev.sangja.runtime.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A blob's bytes; at their end, or when there are more than stated, wrong ones are told instead of passed on. */
final class CheckedBlob extends FilterInputStream {
    private final Descriptor descriptor;
    private final MessageDigest algorithm = Digest.algorithm();
    private long bytes;
    private boolean ended;

    CheckedBlob(InputStream in, Descriptor descriptor) {
        super(in);
        this.descriptor = descriptor;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            bytes += read;
            algorithm.update(buffer, offset, read);
        }
        if (bytes > descriptor.size() || (read < 0 && bytes < descriptor.size())) {
            throw new StoreException("blob " + descriptor.digest() + " is not of " + descriptor.size() + " bytes");
        }
        if (read < 0) {
            ended = true;
            Digest found = Digest.finish(algorithm);
            if (!found.equals(descriptor.digest())) {
                throw new StoreException("blob " + descriptor.digest() + " is damaged: its digest is " + found);
            }
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 64 * 1024)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
