package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sockets, their addresses, and what is sent through them. */
final class SocketDecoders {
    private static final int AF_UNIX = 1; // linux/socket.h, as the following
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int LONGEST_ADDRESS = 128; // struct sockaddr_storage
    private static final long SOCKET_TYPE = 0xf; // SOCK_TYPE_MASK of linux/net.h
    private static final int SOL_SOCKET = 1;
    private static final int SOL_TCP = 6;
    private static final int MESSAGE_HEADER_BYTES = 56; // struct user_msghdr of linux/socket.h
    private static final int SOCKET_PARAMETER = 0;
    private static final int DESTINATION_PARAMETER = 4;

    private final Constants.SymbolTable families;
    private final Constants.SymbolTable types;
    private final Constants.FlagTable typeFlags;
    private final Constants.SymbolTable internetProtocols;
    private final Constants.SymbolTable netlinkProtocols;
    private final Constants.SymbolTable socketOptions;
    private final Constants.SymbolTable tcpOptions;
    private final NetlinkDecoder netlink;

    SocketDecoders(Constants constants) {
        families = constants.symbols("AF");
        types = constants.symbols("SOCK_TYPE");
        typeFlags = constants.flags("SOCK");
        internetProtocols = constants.symbols("IPPROTO");
        netlinkProtocols = constants.symbols("NETLINK");
        socketOptions = constants.symbols("SO");
        tcpOptions = constants.symbols("TCP");
        netlink = new NetlinkDecoder(constants);
    }

    void register(DecoderRegistry registry) {
        registry.input("socket_type", reference -> (value, call) -> type(value));
        registry.input(
                "socket_protocol",
                reference -> (value, call) -> protocol(value, (int) call.argument(reference.index())));
        registry.input(
                "socket_option", reference -> (value, call) -> option(value, (int) call.argument(reference.index())));
        registry.input(
                "option_value",
                reference -> (value, call) -> optionValue(value, call.argument(reference.index()), call));
        registry.input(
                "socket_address", reference -> (value, call) -> address(value, call.argument(reference.index()), call));
        registry.input("message", reference -> (value, call) -> message(value, call.argument(reference.index()), call));
        registry.input("message_header", reference -> (value, call) -> messageHeader(value, call));
        registry.result(
                "socket_address_result",
                reference -> (value, call) -> call.structure(call.argument(reference.index()), 4)
                        .map(length -> address(value, length.getInt(), call))
                        .orElseGet(() -> new ArgumentValue.Address(value)));
    }

    private ArgumentValue type(long value) {
        List<String> names = new ArrayList<>();
        names.add(types.render((int) (value & SOCKET_TYPE)));
        ArgumentValue.Flags flags = typeFlags.decode(value & 0xffff_ffffL & ~SOCKET_TYPE);
        names.addAll(flags.names());
        return new ArgumentValue.Flags(names, flags.remainder());
    }

    private ArgumentValue protocol(long value, int family) {
        return switch (family) {
            case AF_INET, AF_INET6 -> internetProtocols.decode(value);
            case AF_NETLINK -> netlinkProtocols.decode(value);
            default -> new ArgumentValue.Whole((int) value);
        };
    }

    private ArgumentValue option(long value, int level) {
        return switch (level) {
            case SOL_SOCKET -> socketOptions.decode(value);
            case SOL_TCP -> tcpOptions.decode(value);
            default -> new ArgumentValue.Whole((int) value);
        };
    }

    private static ArgumentValue optionValue(long address, long length, CallView call) {
        return length == 4
                ? call.structure(address, 4)
                        .<ArgumentValue>map(value -> new ArgumentValue.Symbol("[" + value.getInt() + "]"))
                        .orElseGet(() -> new ArgumentValue.Address(address))
                : call.buffer(address, length);
    }

    private ArgumentValue address(long address, long length, CallView call) {
        byte[] bytes = call.bytes(address, Math.min(length & 0xffff_ffffL, LONGEST_ADDRESS));
        if (bytes.length < 2) {
            return new ArgumentValue.Address(address);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        int family = (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8;
        fields.put("sa_family", families.render(family));
        if (family == AF_UNIX) {
            fields.put("sun_path", unixPath(bytes));
        } else if (family == AF_INET && bytes.length >= 8) {
            fields.put("sin_port", "htons(" + port(bytes) + ")");
            fields.put("sin_addr", "inet_addr(\"" + internet(bytes, 4, 4) + "\")");
        } else if (family == AF_INET6 && bytes.length >= 24) {
            fields.put("sin6_port", "htons(" + port(bytes) + ")");
            fields.put("sin6_addr", "\"" + internet(bytes, 8, 16) + "\"");
        } else if (family == AF_NETLINK && bytes.length >= 12) {
            ByteBuffer words = CallView.littleEndian(bytes);
            fields.put("nl_pid", Integer.toUnsignedString(words.getInt(4)));
            fields.put("nl_groups", String.format("%08x", words.getInt(8)));
        }
        return new ArgumentValue.Fields(fields);
    }

    /** A path, a name that begins with a zero byte and is written with an at sign, or nothing; unix(7). */
    private static String unixPath(byte[] bytes) {
        if (bytes.length == 2) {
            return "\"\"";
        }
        boolean isAbstract = bytes[2] == 0;
        int start = isAbstract ? 3 : 2;
        int end = start;
        while (end < bytes.length && (isAbstract || bytes[end] != 0)) {
            end++;
        }
        String name = CallView.utf8(Arrays.copyOfRange(bytes, start, end));
        return (isAbstract ? "@" : "") + new ArgumentValue.Text(name, false).render();
    }

    private static int port(byte[] bytes) {
        return (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    static String internet(byte[] bytes, int from, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + length))
                    .getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address has " + length + " bytes", e);
        }
    }

    /** What sendto(2) sends: a request to the kernel's network if it goes there, else the beginning of the bytes. */
    private ArgumentValue message(long buffer, long length, CallView call) {
        boolean toKernel = call.descriptors().isRouting((int) call.argument(SOCKET_PARAMETER))
                || family(call.argument(DESTINATION_PARAMETER), call) == AF_NETLINK;
        return toKernel ? routing(buffer, length, call) : call.buffer(buffer, length);
    }

    private static int family(long address, CallView call) {
        return call.structure(address, 2).map(family -> (int) family.getShort()).orElse(0);
    }

    private ArgumentValue routing(long buffer, long length, CallView call) {
        byte[] bytes = call.bytes(buffer, Math.min(length, NetlinkDecoder.LONGEST));
        Optional<ArgumentValue> request = netlink.decode(bytes);
        return request.orElseGet(() -> call.buffer(buffer, length));
    }

    /** What sendmsg(2) sends; of several pieces the first. */
    private ArgumentValue messageHeader(long address, CallView call) {
        Optional<ByteBuffer> header = call.structure(address, MESSAGE_HEADER_BYTES);
        Optional<ByteBuffer> piece = header.flatMap(read -> call.structure(read.getLong(16), 16));
        if (header.isEmpty() || piece.isEmpty()) {
            return new ArgumentValue.Address(address);
        }
        long name = header.get().getLong(0);
        int nameLength = header.get().getInt(8);
        long base = piece.get().getLong(0);
        long length = piece.get().getLong(8);
        if (call.descriptors().isRouting((int) call.argument(SOCKET_PARAMETER)) || family(name, call) == AF_NETLINK) {
            return routing(base, length, call);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("msg_name", address(name, name == 0 ? 0 : nameLength, call).render());
        fields.put("msg_iov", call.buffer(base, length).render());
        fields.put("msg_iovlen", Long.toString(header.get().getLong(24)));
        fields.put("msg_controllen", Long.toString(header.get().getLong(40)));
        return new ArgumentValue.Fields(fields);
    }
}
