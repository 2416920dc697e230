package dev.sangja.runtime.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One 512-byte header block of a tar archive: the POSIX ustar form, read together with GNU's base-256 numbers. Offsets
 * are those of {@code tar.h} and pax(1), "ustar Interchange Format".
 */
final class TarHeader {
    static final int BLOCK = 512;

    static final byte REGULAR = '0';
    static final byte HARD_LINK = '1';
    static final byte SYMBOLIC_LINK = '2';
    static final byte CHARACTER_DEVICE = '3';
    static final byte BLOCK_DEVICE = '4';
    static final byte DIRECTORY = '5';
    static final byte NAMED_PIPE = '6';
    static final byte CONTIGUOUS = '7';
    static final byte PAX = 'x';
    static final byte PAX_GLOBAL = 'g';
    static final byte GNU_LONG_NAME = 'L';
    static final byte GNU_LONG_LINK = 'K';

    private static final int NAME = 0;
    private static final int MODE = 100;
    private static final int USER = 108;
    private static final int GROUP = 116;
    private static final int SIZE = 124;
    private static final int MODIFIED = 136;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int MAJOR = 329;
    private static final int MINOR = 337;
    private static final int PREFIX = 345;

    static final int NAME_BYTES = 100;
    static final long LARGEST_ID = 07777777L;
    static final long LARGEST_SIZE = 077777777777L;

    private final byte[] block;

    /** A header to be filled. */
    TarHeader() {
        block = new byte[BLOCK];
        byte[] magic = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, block, MAGIC, magic.length);
    }

    /** A header that was read; the array is not copied. */
    TarHeader(byte[] block) {
        this.block = block;
    }

    /** Two such blocks end an archive. */
    boolean isZero() {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    boolean checksumHolds() {
        return octal(CHECKSUM, 8) == sum();
    }

    private int sum() {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xFF;
        }
        return sum;
    }

    byte type() {
        return block[TYPE] == 0 ? REGULAR : block[TYPE];
    }

    TarHeader type(byte type) {
        block[TYPE] = type;
        return this;
    }

    /** The name as bytes, with the ustar prefix put before it. */
    byte[] name() {
        byte[] name = text(NAME, NAME_BYTES);
        // GNU's own form says "ustar " there and keeps times where POSIX keeps the prefix.
        boolean posix = block[MAGIC + 5] == 0;
        byte[] prefix = posix ? text(PREFIX, 155) : new byte[0];
        if (prefix.length == 0) {
            return name;
        }
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    /** At most {@link #NAME_BYTES}; what is longer is cut, and stands whole in a PAX record. */
    TarHeader name(byte[] name) {
        System.arraycopy(name, 0, block, NAME, Math.min(name.length, NAME_BYTES));
        return this;
    }

    byte[] link() {
        return text(LINK, NAME_BYTES);
    }

    TarHeader link(byte[] link) {
        System.arraycopy(link, 0, block, LINK, Math.min(link.length, NAME_BYTES));
        return this;
    }

    int mode() {
        return (int) number(MODE, 8) & 07777;
    }

    TarHeader mode(int mode) {
        return put(MODE, 8, mode);
    }

    long user() {
        return number(USER, 8);
    }

    long group() {
        return number(GROUP, 8);
    }

    /** Ids beyond seven octal digits stand in PAX records. */
    TarHeader owner(long user, long group) {
        put(USER, 8, Math.min(user, LARGEST_ID));
        return put(GROUP, 8, Math.min(group, LARGEST_ID));
    }

    long size() {
        return number(SIZE, 12);
    }

    TarHeader size(long size) {
        return put(SIZE, 12, Math.min(size, LARGEST_SIZE));
    }

    long modified() {
        return number(MODIFIED, 12);
    }

    TarHeader modified(long seconds) {
        return put(MODIFIED, 12, Math.max(0, Math.min(seconds, LARGEST_SIZE)));
    }

    int major() {
        return (int) number(MAJOR, 8);
    }

    int minor() {
        return (int) number(MINOR, 8);
    }

    TarHeader device(int major, int minor) {
        put(MAJOR, 8, major);
        return put(MINOR, 8, minor);
    }

    /** The block with its checksum, ready to be written. */
    byte[] sealed() {
        byte[] digits = String.format("%06o\0 ", sum()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, block, CHECKSUM, digits.length);
        return block;
    }

    private TarHeader put(int offset, int width, long value) {
        byte[] digits = String.format("%0" + (width - 1) + "o", value).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, block, offset, width - 1);
        return this;
    }

    private byte[] text(int offset, int width) {
        int end = offset;
        while (end < offset + width && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, offset, end);
    }

    private long number(int offset, int width) {
        if ((block[offset] & 0x80) == 0) {
            return octal(offset, width);
        }
        // GNU base-256: big-endian two's complement, the top bit of the first byte being the mark.
        long value = (block[offset] & 0x40) == 0 ? block[offset] & 0x3F : (block[offset] & 0x7F) | -0x80L;
        for (int i = offset + 1; i < offset + width; i++) {
            if (value > Long.MAX_VALUE >> 8 || value < Long.MIN_VALUE >> 8) {
                throw new LayerException("a number in a tar header is too large");
            }
            value = value << 8 | (block[i] & 0xFF);
        }
        return value;
    }

    private long octal(int offset, int width) {
        long value = 0;
        boolean digits = false;
        for (int i = offset; i < offset + width; i++) {
            byte one = block[i];
            if (one >= '0' && one <= '7') {
                value = value << 3 | (one - '0');
                digits = true;
            } else if (one == 0 || (one == ' ' && digits)) {
                break;
            } else if (one != ' ') {
                throw new LayerException("a number in a tar header is not octal");
            }
        }
        return value;
    }
}
