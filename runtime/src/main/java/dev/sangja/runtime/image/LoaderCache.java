package dev.sangja.runtime.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * {@code /etc/ld.so.cache}, which tells the dynamic loader where libraries are. Without it every program start would
 * show a dozen failed openat(2) to whoever watches its system calls. The format is that of ldconfig(8) since glibc 2.2,
 * {@code struct cache_file_new} in glibc's {@code dl-cache.h}.
 */
final class LoaderCache {
    private static final String MAGIC = "glibc-ld.so.cache1.1";
    private static final int HEADER = 48;
    private static final int ENTRY = 24;

    /** {@code FLAG_ELF_LIBC6}, with the flag of the architecture's only library directory. */
    private static final int X86_64 = 0x0303;

    private static final int AARCH64 = 0x0a03;
    private static final int EM_X86_64 = 62;
    private static final int EM_AARCH64 = 183;
    private static final int LITTLE_ENDIAN = 2;

    private LoaderCache() {}

    /** Whether the cache's flags for that processor, {@code e_machine}, are known. */
    static boolean knows(int machine) {
        return machine == EM_X86_64 || machine == EM_AARCH64;
    }

    /** The cache for libraries of those names, all in one directory. */
    static byte[] of(int machine, String directory, Collection<String> names) {
        List<String> sorted = new ArrayList<>(names);
        // The loader searches by halves, in a table that runs downwards.
        sorted.sort(((Comparator<String>) LoaderCache::compare).reversed());
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        int offset = HEADER + ENTRY * sorted.size();
        ByteBuffer table = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
        table.put(MAGIC.getBytes(StandardCharsets.US_ASCII)).putInt(sorted.size());
        table.position(HEADER);
        for (String name : sorted) {
            byte[] path = (directory + "/" + name + "\0").getBytes(StandardCharsets.UTF_8);
            int value = offset + strings.size();
            int key = value + path.length - 1 - name.getBytes(StandardCharsets.UTF_8).length;
            table.putInt(machine == EM_AARCH64 ? AARCH64 : X86_64)
                    .putInt(key)
                    .putInt(value)
                    .putInt(0)
                    .putLong(0);
            strings.writeBytes(path);
        }
        table.putInt(24, strings.size()).put(28, (byte) LITTLE_ENDIAN);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] fixed = new byte[offset];
        table.position(0).get(fixed);
        whole.writeBytes(fixed);
        whole.writeBytes(strings.toByteArray());
        return whole.toByteArray();
    }

    /** glibc's {@code _dl_cache_libcmp}: runs of digits count as numbers, and come after any other character. */
    static int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length()) {
            char a = one.charAt(i);
            char b = j < other.length() ? other.charAt(j) : 0;
            if (isDigit(a) && isDigit(b)) {
                int endA = endOfDigits(one, i);
                int endB = endOfDigits(other, j);
                int order = Long.compare(Long.parseLong(one, i, endA, 10), Long.parseLong(other, j, endB, 10));
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else if (isDigit(a) || isDigit(b)) {
                return isDigit(a) ? 1 : -1;
            } else if (a != b) {
                return a - b;
            } else {
                i++;
                j++;
            }
        }
        return j < other.length() ? -other.charAt(j) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < 18 && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
