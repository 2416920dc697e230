package dev.sangja.runtime.store;

import dev.sangja.runtime.layer.LayerException;
import dev.sangja.runtime.layer.LayerLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An archive's bytes, which end with an exception when there are more than its content and its headers can need. */
final class BoundedInput extends FilterInputStream {
    /** Headers with names and attributes, and what rounds contents up to whole blocks. */
    private static final long OVERHEAD = 128L << 20;

    private final long most;
    private long left;

    BoundedInput(InputStream in, LayerLimits limits) {
        this(in, limits.bytes() + OVERHEAD);
    }

    BoundedInput(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new LayerException("the archive is longer than " + most + " bytes");
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
