package dev.sangja.runtime.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a file occupies; a part of {@code struct statx} of statx(2).
 *
 * @param type the bits of {@code S_IFMT}; see inode(7)
 * @param links how many names it has; 0 if it is open or mapped only
 * @param device number of its file system; major in the upper half
 * @param inode its number there
 * @param allocatedBytes what is allocated to it, which for a sparse file is less than its size
 */
public record FileUse(int type, int links, long device, long inode, long allocatedBytes) {
    /** A regular file. */
    public static final int REGULAR = 0x8000;

    /** A directory. */
    public static final int DIRECTORY = 0x4000;

    static final int STRUCTURE_BYTES = 256;
    /** STATX_TYPE, STATX_NLINK, STATX_INO and STATX_BLOCKS of linux/stat.h. */
    static final int WANTED = 0x0505;

    private static final int TYPE_BITS = 0xf000;
    private static final int SECTOR_BYTES = 512;

    /** Reads the structure, whose layout is the same on every architecture; linux/stat.h. */
    static FileUse parse(byte[] structure) {
        ByteBuffer statx = ByteBuffer.wrap(structure).order(ByteOrder.nativeOrder());
        return new FileUse(
                statx.getShort(28) & TYPE_BITS,
                statx.getInt(16),
                ((long) statx.getInt(136) << 32) | (statx.getInt(140) & 0xffff_ffffL),
                statx.getLong(32),
                statx.getLong(48) * SECTOR_BYTES);
    }
}
