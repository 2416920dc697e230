package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to the kernel's network, as {@code ip} makes them: the first message of a buffer, flat, by the names of
 * {@code linux/rtnetlink.h}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
final class NetlinkDecoder {
    /** How much of a message is read; a request of iproute2 for a veth pair has about 100 bytes. */
    static final int LONGEST = 4096;

    private static final int HEADER = 16; // struct nlmsghdr of linux/netlink.h
    private static final int FIRST_ROUTING_TYPE = 16; // RTM_BASE of linux/rtnetlink.h, as the following
    private static final int LINK_TYPES = 16;
    private static final int ADDRESS_TYPES = 20;
    private static final int ROUTE_TYPES = 24;
    private static final int KINDS_OF_REQUEST = 4; // NEW, DEL, GET, SET
    private static final int NEW = 0;
    private static final int GET = 2;
    private static final int ATTRIBUTE_TYPE = 0x3fff; // NLA_TYPE_MASK of linux/netlink.h
    private static final int LINK_HEADER = 16; // struct ifinfomsg
    private static final int ADDRESS_HEADER = 8; // struct ifaddrmsg of linux/if_addr.h
    private static final int ROUTE_HEADER = 12; // struct rtmsg
    private static final int IFLA_LINKINFO = 18; // linux/if_link.h, as the following
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int VETH_INFO_PEER = 1; // linux/veth.h

    private final Constants.SymbolTable types;
    private final Constants.FlagTable flags;
    private final Constants.FlagTable newFlags;
    private final Constants.FlagTable getFlags;
    private final Constants.FlagTable interfaceFlags;

    NetlinkDecoder(Constants constants) {
        types = constants.symbols("NLMSG");
        flags = constants.flags("NLM_F");
        newFlags = constants.flags("NLM_F_NEW");
        getFlags = constants.flags("NLM_F_GET");
        interfaceFlags = constants.flags("IFF");
    }

    /** Whether the message that begins with these bytes only asks. */
    static boolean isQuestion(byte[] bytes) {
        if (bytes.length < 6) {
            return false;
        }
        int type = CallView.littleEndian(bytes).getShort(4) & 0xffff;
        return type >= FIRST_ROUTING_TYPE && type % KINDS_OF_REQUEST == GET;
    }

    /** The message, or nothing if these bytes are none. */
    Optional<ArgumentValue> decode(byte[] bytes) {
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        ByteBuffer header = CallView.littleEndian(bytes);
        int length = Math.min(Math.max(header.getInt(0), HEADER), bytes.length);
        int type = header.getShort(4) & 0xffff;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("nlmsg_type", types.render(type));
        fields.put("nlmsg_flags", flags(type, header.getShort(6) & 0xffff));
        byte[] body = Arrays.copyOfRange(bytes, HEADER, length);
        int family = type - type % KINDS_OF_REQUEST;
        if (family == LINK_TYPES && body.length >= LINK_HEADER) {
            link(body, "", fields);
        } else if (family == ADDRESS_TYPES && body.length >= ADDRESS_HEADER) {
            address(body, fields);
        } else if (family == ROUTE_TYPES && body.length >= ROUTE_HEADER) {
            route(body, fields);
        }
        return Optional.of(new ArgumentValue.Fields(fields));
    }

    private String flags(int type, int value) {
        Constants.FlagTable special = switch (type < FIRST_ROUTING_TYPE ? -1 : type % KINDS_OF_REQUEST) {
            case NEW -> newFlags;
            case GET -> getFlags;
            default -> flags;
        };
        ArgumentValue.Flags common = flags.decode(value & 0xff);
        ArgumentValue.Flags rest = special.decode(value & 0xff00);
        String known = common.render();
        return (value & 0xff00) == 0 ? known : (value & 0xff) == 0 ? rest.render() : known + "|" + rest.render();
    }

    /** {@code struct ifinfomsg} and its attributes; {@code prefix} tells a veth's peer from the link itself. */
    private void link(byte[] body, String prefix, Map<String, String> fields) {
        ByteBuffer header = CallView.littleEndian(body);
        if (header.getInt(4) != 0) {
            fields.put(prefix + "ifi_index", Integer.toString(header.getInt(4)));
        }
        if (header.getInt(12) != 0) {
            // Only the flags named in ifi_change are set or cleared.
            fields.put(
                    prefix + "ifi_flags",
                    interfaceFlags.decode(header.getInt(8) & 0xffff_ffffL).render());
            fields.put(
                    prefix + "ifi_change",
                    interfaceFlags.decode(header.getInt(12) & 0xffff_ffffL).render());
        }
        eachAttribute(body, LINK_HEADER, (type, value) -> {
            switch (type) {
                case 1 -> fields.put(prefix + "IFLA_ADDRESS", hardware(value));
                case 3 -> fields.put(prefix + "IFLA_IFNAME", name(value));
                case 4 -> fields.put(prefix + "IFLA_MTU", number(value));
                case 10 -> fields.put(prefix + "IFLA_MASTER", number(value));
                case 19 -> fields.put(prefix + "IFLA_NET_NS_PID", number(value));
                case 28 -> fields.put(prefix + "IFLA_NET_NS_FD", number(value));
                case IFLA_LINKINFO -> linkInformation(value, prefix, fields);
                default -> {}
            }
        });
    }

    private void linkInformation(byte[] information, String prefix, Map<String, String> fields) {
        eachAttribute(information, 0, (type, value) -> {
            if (type == IFLA_INFO_KIND) {
                fields.put(prefix + "IFLA_INFO_KIND", name(value));
            } else if (type == IFLA_INFO_DATA && "\"veth\"".equals(fields.get(prefix + "IFLA_INFO_KIND"))) {
                eachAttribute(value, 0, (inner, peer) -> {
                    if (inner == VETH_INFO_PEER && peer.length >= LINK_HEADER && prefix.isEmpty()) {
                        link(peer, "peer.", fields);
                    }
                });
            }
        });
    }

    private static void address(byte[] body, Map<String, String> fields) {
        fields.put("ifa_prefixlen", Integer.toString(body[1] & 0xff));
        fields.put("ifa_index", Integer.toString(CallView.littleEndian(body).getInt(4)));
        eachAttribute(body, ADDRESS_HEADER, (type, value) -> {
            switch (type) {
                case 1 -> fields.put("IFA_ADDRESS", internet(value));
                case 2 -> fields.put("IFA_LOCAL", internet(value));
                case 3 -> fields.put("IFA_LABEL", name(value));
                case 4 -> fields.put("IFA_BROADCAST", internet(value));
                default -> {}
            }
        });
    }

    private static void route(byte[] body, Map<String, String> fields) {
        fields.put("rtm_dst_len", Integer.toString(body[1] & 0xff));
        eachAttribute(body, ROUTE_HEADER, (type, value) -> {
            switch (type) {
                case 1 -> fields.put("RTA_DST", internet(value));
                case 4 -> fields.put("RTA_OIF", number(value));
                case 5 -> fields.put("RTA_GATEWAY", internet(value));
                case 7 -> fields.put("RTA_PREFSRC", internet(value));
                default -> {}
            }
        });
    }

    /** Walks over {@code struct nlattr}: length and type of 16 bits each, then the value, filled up to 4 bytes. */
    private static void eachAttribute(byte[] bytes, int from, AttributeReader reader) {
        ByteBuffer buffer = CallView.littleEndian(bytes);
        int position = from;
        while (position + 4 <= bytes.length) {
            int length = buffer.getShort(position) & 0xffff;
            if (length < 4 || position + length > bytes.length) {
                return;
            }
            int type = buffer.getShort(position + 2) & ATTRIBUTE_TYPE;
            reader.read(type, Arrays.copyOfRange(bytes, position + 4, position + length));
            position += (length + 3) & ~3;
        }
    }

    private static String name(byte[] value) {
        int end = 0;
        while (end < value.length && value[end] != 0) {
            end++;
        }
        return new ArgumentValue.Text(CallView.utf8(Arrays.copyOf(value, end)), false).render();
    }

    private static String number(byte[] value) {
        return value.length < 4
                ? "?"
                : Integer.toString(CallView.littleEndian(value).getInt(0));
    }

    private static String internet(byte[] value) {
        return value.length == 4 || value.length == 16 ? SocketDecoders.internet(value, 0, value.length) : "?";
    }

    private static String hardware(byte[] value) {
        StringBuilder text = new StringBuilder();
        for (byte part : value) {
            text.append(text.length() == 0 ? "" : ":").append(String.format("%02x", part & 0xff));
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface AttributeReader {
        void read(int type, byte[] value);
    }
}
