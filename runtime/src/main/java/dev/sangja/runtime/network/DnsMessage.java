package dev.sangja.runtime.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question to a name server, and the answers to it; RFC 1035. Only what a resolver in a container sends and
 * understands: one question, no compression but of the question's own name.
 */
final class DnsMessage {
    static final int A = 1;
    static final int PTR = 12;
    static final int NO_ERROR = 0;
    static final int FORMAT_ERROR = 1;
    static final int NO_SUCH_NAME = 3;
    static final int NOT_IMPLEMENTED = 4;

    /** What a resolver without extensions takes. */
    static final int LONGEST = 512;

    private static final int HEADER = 12;
    private static final int RESPONSE = 0x8000;
    private static final int OPCODE = 0x7800;
    private static final int RECURSION_DESIRED = 0x100;
    private static final int RECURSION_AVAILABLE = 0x80;
    private static final int AUTHORITATIVE = 0x400;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;
    private static final int INTERNET = 1;
    private static final int SECONDS = 600; // as Docker's
    private static final int MOST_ANSWERS = 16; // with 16 bytes each they fit behind the longest question
    private static final int NAME_OF_QUESTION = 0xc00c;

    private final int id;
    private final boolean recursionDesired;
    private final String name;
    private final int type;
    /** The question's bytes, sent back as they came. */
    private final byte[] question;

    private DnsMessage(int id, boolean recursionDesired, String name, int type, byte[] question) {
        this.id = id;
        this.recursionDesired = recursionDesired;
        this.name = name;
        this.type = type;
        this.question = question;
    }

    /** What is asked for, in lower case and without the last dot. */
    String name() {
        return name;
    }

    /** Of which kind, such as {@link #A}. */
    int type() {
        return type;
    }

    /** Reads a question; empty if it is none, and an answer would go to nobody. */
    static Optional<DnsMessage> question(ByteBuffer packet) {
        if (packet.remaining() < HEADER) {
            return Optional.empty();
        }
        int id = packet.getShort(0) & 0xffff;
        int flags = packet.getShort(2) & 0xffff;
        if ((flags & RESPONSE) != 0) {
            return Optional.empty();
        }
        boolean recursion = (flags & RECURSION_DESIRED) != 0;
        boolean one = packet.getShort(4) == 1;
        if ((flags & OPCODE) != 0 || !one) {
            return Optional.of(new DnsMessage(id, recursion, "", (flags & OPCODE) != 0 ? -1 : 0, new byte[0]));
        }
        return Optional.of(named(packet, id, recursion));
    }

    private static DnsMessage named(ByteBuffer packet, int id, boolean recursion) {
        DnsMessage malformed = new DnsMessage(id, recursion, "", 0, new byte[0]);
        StringBuilder name = new StringBuilder();
        int position = HEADER;
        while (true) {
            if (position >= packet.limit()) {
                return malformed;
            }
            int length = packet.get(position++) & 0xff;
            if (length == 0) {
                break;
            }
            if (length > LONGEST_LABEL || position + length > packet.limit() || name.length() > LONGEST_NAME) {
                return malformed;
            }
            byte[] label = new byte[length];
            packet.get(position, label);
            name.append(name.length() == 0 ? "" : ".").append(new String(label, StandardCharsets.ISO_8859_1));
            position += length;
        }
        if (position + 4 > packet.limit() || name.length() > LONGEST_NAME) {
            return malformed;
        }
        int type = packet.getShort(position) & 0xffff;
        byte[] question = new byte[position + 4 - HEADER];
        packet.get(HEADER, question);
        return new DnsMessage(id, recursion, name.toString().toLowerCase(Locale.ROOT), type, question);
    }

    /** Whether there is a question that can be answered. */
    boolean isWhole() {
        return question.length > 0;
    }

    /** What to say of a question that cannot be. */
    int defect() {
        return type < 0 ? NOT_IMPLEMENTED : FORMAT_ERROR;
    }

    /** An answer without records. */
    byte[] answer(int code) {
        return answer(code, List.of());
    }

    /** The addresses of the name; those too many are left out. */
    byte[] answer(List<Ipv4Address> addresses) {
        return answer(
                NO_ERROR,
                addresses.stream().limit(MOST_ANSWERS).map(Ipv4Address::bytes).toList());
    }

    /** The name of an address. */
    byte[] answer(String host) {
        ByteBuffer encoded = ByteBuffer.allocate(LONGEST_NAME + 2);
        for (String label : host.split("\\.", -1)) {
            byte[] bytes = label.getBytes(StandardCharsets.ISO_8859_1);
            int length = Math.min(bytes.length, LONGEST_LABEL);
            if (length == 0 || encoded.remaining() < length + 2) {
                return answer(NO_SUCH_NAME);
            }
            encoded.put((byte) length).put(bytes, 0, length);
        }
        encoded.put((byte) 0).flip();
        byte[] name = new byte[encoded.remaining()];
        encoded.get(name);
        return answer(NO_ERROR, List.of(name));
    }

    private byte[] answer(int code, List<byte[]> records) {
        int length = HEADER + question.length;
        for (byte[] value : records) {
            length += 12 + value.length;
        }
        ByteBuffer packet = ByteBuffer.allocate(length);
        int flags = RESPONSE | RECURSION_AVAILABLE | AUTHORITATIVE | (recursionDesired ? RECURSION_DESIRED : 0) | code;
        packet.putShort((short) id).putShort((short) flags);
        packet.putShort((short) (question.length > 0 ? 1 : 0)).putShort((short) records.size());
        packet.putInt(0).put(question);
        for (byte[] value : records) {
            packet.putShort((short) NAME_OF_QUESTION).putShort((short) type).putShort((short) INTERNET);
            packet.putInt(SECONDS).putShort((short) value.length).put(value);
        }
        return packet.array();
    }
}
