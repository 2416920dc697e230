package dev.sangja.runtime.store;

import dev.sangja.runtime.layer.LayerException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes and no more. */
final class BoundedOutput extends FilterOutputStream {
    private long left;

    BoundedOutput(OutputStream out, long most) {
        super(out);
        this.left = most;
    }

    @Override
    public void write(int one) throws IOException {
        take(1);
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        take(length);
        out.write(bytes, offset, length);
    }

    private void take(int count) {
        left -= count;
        if (left < 0) {
            throw new LayerException("no space left in the machine's files: the layer is larger than what is free");
        }
    }
}
