package dev.sangja.runtime.network;

import dev.sangja.runtime.linux.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The kernel's answer to one request; netlink(7), {@code struct nlmsgerr}.
 *
 * @param sequence the request's
 * @param refusal why not; empty if it was done
 * @param explanation in the kernel's words, or the empty string
 * @param index the number of the interface that was asked for; 0 if none was
 */
record Acknowledgement(int sequence, Optional<Errno> refusal, String explanation, int index) {
    private static final int HEADER = 16; // struct nlmsghdr of linux/netlink.h, as the following
    private static final int NLMSG_ERROR = 2;
    private static final int NLM_F_CAPPED = 0x100;
    private static final int NLM_F_ACK_TLVS = 0x200;
    private static final int NLMSGERR_ATTR_MSG = 1;

    /** Reads one; empty for bytes that are none. */
    static Optional<Acknowledgement> decode(byte[] bytes, int length) {
        if (length < HEADER + 8) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.nativeOrder());
        int sequence = buffer.getInt(8);
        if ((buffer.getShort(4) & 0xffff) != NLMSG_ERROR) {
            // The link itself: struct ifinfomsg, whose second number is the index.
            return Optional.of(new Acknowledgement(sequence, Optional.empty(), "", buffer.getInt(HEADER + 4)));
        }
        int error = buffer.getInt(HEADER);
        Optional<Errno> refusal = error == 0 ? Optional.empty() : Optional.of(Errno.of(-error));
        return Optional.of(new Acknowledgement(sequence, refusal, explanation(bytes, buffer, length), 0));
    }

    /** Behind the error stands the request, whole or its header only, and then the attributes. */
    private static String explanation(byte[] bytes, ByteBuffer buffer, int length) {
        int flags = buffer.getShort(6) & 0xffff;
        if ((flags & NLM_F_ACK_TLVS) == 0 || length < HEADER + 4 + HEADER) {
            return "";
        }
        int request = (flags & NLM_F_CAPPED) != 0 ? HEADER : buffer.getInt(HEADER + 4);
        int position = HEADER + 4 + (request + 3 & ~3);
        while (request >= HEADER && position + 4 <= length) {
            int size = buffer.getShort(position) & 0xffff;
            if (size < 4 || position + size > length) {
                return "";
            }
            if ((buffer.getShort(position + 2) & 0x3fff) == NLMSGERR_ATTR_MSG) {
                String text = new String(bytes, position + 4, size - 4, StandardCharsets.UTF_8);
                int end = text.indexOf('\0');
                return end < 0 ? text : text.substring(0, end);
            }
            position += size + 3 & ~3;
        }
        return "";
    }
}
