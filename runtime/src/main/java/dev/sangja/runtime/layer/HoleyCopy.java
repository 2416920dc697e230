package dev.sangja.runtime.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Writes a file's content, and leaves holes where it would write whole blocks of zeros. For one thread. */
final class HoleyCopy {
    private static final int BLOCK = 64 * 1024;

    private final byte[] buffer = new byte[BLOCK];
    private final byte[] zeros = new byte[BLOCK];

    /** Makes the file anew; returns how long it is. */
    long copy(InputStream content, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long position = 0;
            boolean hole = false;
            int length = content.readNBytes(buffer, 0, BLOCK);
            while (length > 0) {
                hole = length == BLOCK && Arrays.equals(buffer, zeros);
                if (!hole) {
                    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
                    for (long at = position; bytes.hasRemaining(); ) {
                        at += channel.write(bytes, at);
                    }
                }
                position += length;
                length = content.readNBytes(buffer, 0, BLOCK);
            }
            if (hole) {
                channel.write(ByteBuffer.wrap(new byte[1]), position - 1);
            }
            return position;
        }
    }
}
