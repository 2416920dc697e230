package dev.sangja.runtime.trace;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A process's memory made of pieces at addresses of its own choice, with nothing between them. */
final class FakeMemory implements TraceeMemory {
    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();
    private long next = 0x7f00_0000_0000L;

    /** Puts bytes somewhere and tells where. */
    long put(byte[] bytes) {
        long address = next;
        pieces.put(address, bytes);
        next += 0x1_0000;
        return address;
    }

    /** Puts a string with its zero byte. */
    long put(String text) {
        return put((text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /** Puts 64-bit words, such as pointers. */
    long put(long... words) {
        return put(bytes(words));
    }

    /** Puts 32-bit words. */
    long putInts(int... words) {
        return put(ints(words));
    }

    static byte[] bytes(long... words) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : words) {
            buffer.putLong(word);
        }
        return buffer.array();
    }

    static byte[] ints(int... words) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            buffer.putInt(word);
        }
        return buffer.array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Override
    public byte[] read(long address, int length) {
        Map.Entry<Long, byte[]> piece = pieces.floorEntry(address);
        if (piece == null) {
            return new byte[0];
        }
        long offset = address - piece.getKey();
        byte[] bytes = piece.getValue();
        return offset >= bytes.length
                ? new byte[0]
                : Arrays.copyOfRange(bytes, (int) offset, (int) Math.min(bytes.length, offset + length));
    }
}
