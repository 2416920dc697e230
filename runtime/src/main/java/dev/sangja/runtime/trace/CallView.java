package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A system call at a stop: its argument registers, and what can be read of its process. Used by one thread, and only
 * while the process is stopped.
 */
final class CallView {
    /** {@code PATH_MAX} of {@code linux/limits.h}: no string that the kernel takes is longer, argv's apart. */
    static final int LONGEST_TEXT = 4096;
    /** How much of a buffer is shown. */
    static final int SHOWN_BYTES = 64;

    private static final int FIRST_CHUNK = 256;
    private static final int PAGE = 4096;

    private final long[] arguments;
    private final TraceeMemory memory;
    private final Descriptors descriptors;
    private final long result;

    private CallView(long[] arguments, TraceeMemory memory, Descriptors descriptors, long result) {
        this.arguments = arguments;
        this.memory = memory;
        this.descriptors = descriptors;
        this.result = result;
    }

    /** A call that is about to be made. */
    static CallView entered(long[] arguments, TraceeMemory memory, Descriptors descriptors) {
        return new CallView(arguments, memory, descriptors, 0);
    }

    /** A call that came back with {@code result}. */
    static CallView returned(long[] arguments, TraceeMemory memory, Descriptors descriptors, long result) {
        return new CallView(arguments, memory, descriptors, result);
    }

    long argument(int index) {
        return arguments[index];
    }

    long result() {
        return result;
    }

    Descriptors descriptors() {
        return descriptors;
    }

    /** At most {@code length} bytes; fewer where the process has no memory. */
    byte[] bytes(long address, long length) {
        return address == 0 || length <= 0
                ? new byte[0]
                : memory.read(address, (int) Math.min(length, Integer.MAX_VALUE));
    }

    /** A whole structure in the byte order of both architectures, or nothing where it cannot be read whole. */
    Optional<ByteBuffer> structure(long address, int length) {
        byte[] bytes = bytes(address, length);
        return bytes.length < length ? Optional.empty() : Optional.of(littleEndian(bytes));
    }

    /** Bytes in the order of both architectures. */
    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** As many pointers as can be read, {@code most} at most. */
    ByteBuffer pointers(long address, int most) {
        return littleEndian(bytes(address, 8L * most));
    }

    /** A string that ends with a zero byte; its address where it cannot be read. */
    ArgumentValue text(long address, int longest) {
        if (address == 0) {
            return new ArgumentValue.Address(0);
        }
        byte[] collected = new byte[0];
        while (collected.length < longest) {
            long from = address + collected.length;
            int wanted = collected.length == 0 ? FIRST_CHUNK : PAGE;
            // Up to the page's end: what lies behind it may not be mapped, and the string may end before.
            int chunk = (int) Math.min(Math.min(wanted, longest - collected.length), PAGE - (from & (PAGE - 1)));
            byte[] read = memory.read(from, chunk);
            if (read.length == 0 && collected.length == 0) {
                return new ArgumentValue.Address(address);
            }
            for (int index = 0; index < read.length; index++) {
                if (read[index] == 0) {
                    return new ArgumentValue.Text(utf8(join(collected, read, index)), false);
                }
            }
            collected = join(collected, read, read.length);
            if (read.length < chunk) {
                break;
            }
        }
        return new ArgumentValue.Text(utf8(collected), true);
    }

    /** A buffer of known length, of which the beginning is shown. */
    ArgumentValue buffer(long address, long length) {
        if (address == 0) {
            return new ArgumentValue.Address(0);
        }
        byte[] bytes = bytes(address, Math.min(length, SHOWN_BYTES));
        if (bytes.length == 0 && length > 0) {
            return new ArgumentValue.Address(address);
        }
        return new ArgumentValue.Text(utf8(bytes), length > bytes.length);
    }

    /**
     * The text of these bytes; what is not UTF-8 becomes the replacement character, a character cut off is left out.
     */
    static String utf8(byte[] bytes) {
        return new String(bytes, 0, bytes.length - danglingBytes(bytes), StandardCharsets.UTF_8);
    }

    /** How many bytes at the end begin a character of UTF-8 that would have been longer. */
    private static int danglingBytes(byte[] bytes) {
        for (int back = 1; back <= 3 && back <= bytes.length; back++) {
            int last = bytes[bytes.length - back] & 0xff;
            if (last >= 0xc0) {
                int length = last >= 0xf0 ? 4 : last >= 0xe0 ? 3 : 2;
                return length > back ? back : 0;
            }
            if (last < 0x80) {
                return 0;
            }
        }
        return 0;
    }

    private static byte[] join(byte[] first, byte[] second, int length) {
        byte[] joined = new byte[first.length + length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, length);
        return joined;
    }
}
