package dev.sangja.runtime.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers the questions for names of one container, on a socket in that container's own network namespace. It asks
 * nobody else: what it does not know does not exist. Whoever opened it closes it.
 */
final class NameServer implements AutoCloseable {
    /** Where containers find it, as with Docker. */
    static final Ipv4Address ADDRESS = Ipv4Address.of("127.0.0.11");

    private static final int PORT = 53;
    private static final int AT_ONCE = 32;
    private static final Pattern REVERSE =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.in-addr\\.arpa");

    private final Traffic traffic;
    private final DatagramChannel socket;
    private final Directory directory;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(DnsMessage.LONGEST);

    /** What one container may know. Quick; asked by the thread of the traffic. */
    interface Directory {
        /** The addresses of that name, which is in lower case; empty if nobody has it. */
        List<Ipv4Address> addresses(String name);

        /** The name of whoever has that address. */
        Optional<String> name(Ipv4Address address);
    }

    private NameServer(Traffic traffic, DatagramChannel socket, Directory directory) {
        this.traffic = traffic;
        this.socket = socket;
        this.directory = directory;
    }

    /** Opens the socket in the network namespace that the calling thread is in. */
    static NameServer openHere(Traffic traffic, Directory directory) {
        try {
            DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
            NameServer server = new NameServer(traffic, socket, directory);
            try {
                socket.bind(new InetSocketAddress(ADDRESS.toInet(), PORT));
                traffic.perform(() -> traffic.watch(socket, SelectionKey.OP_READ, key -> server.receive()));
            } catch (IOException failure) {
                socket.close();
                throw failure;
            }
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot listen on " + ADDRESS + " for names", failure);
        }
    }

    private void receive() throws IOException {
        for (int count = 0; count < AT_ONCE; count++) {
            packet.clear();
            SocketAddress asker = socket.receive(packet);
            if (asker == null) {
                return;
            }
            packet.flip();
            Optional<byte[]> answer = DnsMessage.question(packet).map(this::answer);
            if (answer.isPresent()) {
                socket.send(ByteBuffer.wrap(answer.get()), asker);
            }
        }
    }

    private byte[] answer(DnsMessage question) {
        if (!question.isWhole()) {
            return question.answer(question.defect());
        }
        if (question.type() == DnsMessage.PTR) {
            return reversed(question.name())
                    .flatMap(directory::name)
                    .map(question::answer)
                    .orElseGet(() -> question.answer(DnsMessage.NO_SUCH_NAME));
        }
        List<Ipv4Address> addresses = directory.addresses(question.name());
        if (addresses.isEmpty()) {
            return question.answer(DnsMessage.NO_SUCH_NAME);
        }
        // A name that is there has no records of other types, such as IPv6 addresses: that is no error.
        return question.type() == DnsMessage.A ? question.answer(addresses) : question.answer(DnsMessage.NO_ERROR);
    }

    private static Optional<Ipv4Address> reversed(String name) {
        Matcher matcher = REVERSE.matcher(name);
        return matcher.matches()
                ? Ipv4Address.parse(
                        matcher.group(4) + "." + matcher.group(3) + "." + matcher.group(2) + "." + matcher.group(1))
                : Optional.empty();
    }

    @Override
    public void close() {
        try {
            traffic.perform(() -> traffic.close(socket));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot close the name server's socket", failure);
        }
    }
}
