package dev.sangja.runtime.linux;

import java.nio.ByteOrder;

/** Descriptors that are waited for to be readable: an array of {@code struct pollfd} as poll(2) takes it. */
final class PollSet {
    /** There is something to read; asm-generic/poll.h, as the following. */
    static final short READABLE = 1;

    /** The other side is gone. */
    static final short HUNG_UP = 0x10;

    private static final int SHORTS = 4; // int fd; short events; short revents

    private final short[] entries;

    PollSet(int... descriptors) {
        entries = new short[SHORTS * descriptors.length];
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        for (int index = 0; index < descriptors.length; index++) {
            entries[SHORTS * index + (little ? 0 : 1)] = (short) descriptors[index];
            entries[SHORTS * index + (little ? 1 : 0)] = (short) (descriptors[index] >>> 16);
            entries[SHORTS * index + 2] = READABLE;
        }
    }

    /** Waits; returns what poll(2) returns. */
    int await(int timeoutMillis) {
        return SystemLinux.LIBC.poll(entries, entries.length / SHORTS, timeoutMillis);
    }

    /** What is the matter with a descriptor: 0 if nothing. */
    short state(int index) {
        return entries[SHORTS * index + 3];
    }
}
