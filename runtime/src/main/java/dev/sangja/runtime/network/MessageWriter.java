package dev.sangja.runtime.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes one message as netlink(7) wants it: a header, a structure of its type, and attributes, each filled up to four
 * bytes. Numbers are in the processor's order, addresses in the network's. For one thread.
 */
final class MessageWriter {
    private static final int LONGEST = 1024;
    private static final int HEADER = 16; // struct nlmsghdr of linux/netlink.h

    private final ByteBuffer buffer = ByteBuffer.allocate(LONGEST).order(ByteOrder.nativeOrder());

    MessageWriter(int type, int flags, int sequence) {
        buffer.putInt(0)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(sequence)
                .putInt(0);
    }

    /** {@code struct ifinfomsg} of linux/rtnetlink.h. */
    MessageWriter link(int index, int flags, int change) {
        buffer.putInt(0).putInt(index).putInt(flags).putInt(change);
        return this;
    }

    /** {@code struct ifaddrmsg} of linux/if_addr.h, for IPv4 and every scope. */
    MessageWriter address(int prefixLength, int index) {
        buffer.put((byte) 2)
                .put((byte) prefixLength)
                .put((byte) 0)
                .put((byte) 0)
                .putInt(index);
        return this;
    }

    /** {@code struct rtmsg} of linux/rtnetlink.h: an IPv4 route to a gateway in the main table. */
    MessageWriter route(int destinationLength) {
        buffer.put((byte) 2).put((byte) destinationLength).put((byte) 0).put((byte) 0);
        // RT_TABLE_MAIN, RTPROT_BOOT, RT_SCOPE_UNIVERSE, RTN_UNICAST
        buffer.put((byte) 254).put((byte) 3).put((byte) 0).put((byte) 1).putInt(0);
        return this;
    }

    MessageWriter number(int type, int value) {
        buffer.putShort((short) 8).putShort((short) type).putInt(value);
        return this;
    }

    MessageWriter bytes(int type, byte[] value) {
        buffer.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
        return this;
    }

    /** A name with the zero byte that ends it. */
    MessageWriter name(int type, String value) {
        return bytes(type, (value + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    /** An attribute that holds others. */
    MessageWriter nested(int type, Runnable inner) {
        int start = buffer.position();
        buffer.putInt(0);
        inner.run();
        buffer.putShort(start, (short) (buffer.position() - start)).putShort(start + 2, (short) type);
        return this;
    }

    byte[] whole() {
        buffer.putInt(0, Math.max(buffer.position(), HEADER));
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
