package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The pipe to the server: descriptors 3 and 4, where machine.sh has put them. The standard input and output are
 * {@code /dev/null}, so that nothing but frames can reach the pipe, not even the Java runtime's last words.
 */
final class ServerPipe {
    private static final int FROM_SERVER = 3;
    private static final int TO_SERVER = 4;
    private static final int BUFFER_BYTES = 64 << 10;

    private ServerPipe() {}

    static Wire wire(Linux linux) {
        return new Wire(
                new BufferedInputStream(reading(linux), BUFFER_BYTES),
                new BufferedOutputStream(writing(linux), BUFFER_BYTES));
    }

    private static InputStream reading(Linux linux) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                byte[] bytes = new byte[Math.min(length, BUFFER_BYTES)];
                try {
                    int count = linux.read(FROM_SERVER, bytes);
                    System.arraycopy(bytes, 0, target, offset, count);
                    return count == 0 ? -1 : count;
                } catch (SyscallException failure) {
                    throw new IOException(failure.getMessage(), failure);
                }
            }
        };
    }

    private static OutputStream writing(Linux linux) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                try {
                    linux.write(TO_SERVER, Arrays.copyOfRange(source, offset, offset + length), length);
                } catch (SyscallException failure) {
                    throw new IOException(failure.getMessage(), failure);
                }
            }
        };
    }
}
