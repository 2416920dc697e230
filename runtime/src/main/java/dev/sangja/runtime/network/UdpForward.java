package dev.sangja.runtime.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A published UDP port. Each sender has a socket of its own towards the container, so that answers find back; of many
 * senders the one that was quiet longest is forgotten.
 */
final class UdpForward implements Forward {
    private static final int MOST_SENDERS = 64;
    private static final int LONGEST = 65_507; // the largest datagram of IPv4

    private final Traffic traffic;
    private final DatagramChannel outside;
    private final InetSocketAddress target;
    private final int port;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(LONGEST);
    private final Map<SocketAddress, DatagramChannel> senders = new LinkedHashMap<>(16, 0.75f, true);

    private UdpForward(Traffic traffic, DatagramChannel outside, InetSocketAddress target, int port) {
        this.traffic = traffic;
        this.outside = outside;
        this.target = target;
        this.port = port;
    }

    /** Listens. Throws what the kernel says if it cannot, such as that the address is in use. */
    static UdpForward open(Traffic traffic, Ends ends) throws IOException {
        DatagramChannel outside = DatagramChannel.open(Forward.family(ends.outside()));
        try {
            outside.bind(ends.outside());
            int port = ((InetSocketAddress) outside.getLocalAddress()).getPort();
            UdpForward forward = new UdpForward(traffic, outside, ends.inside(), port);
            traffic.perform(() -> traffic.watch(outside, SelectionKey.OP_READ, key -> forward.receive()));
            return forward;
        } catch (IOException failure) {
            outside.close();
            throw failure;
        }
    }

    @Override
    public int port() {
        return port;
    }

    private void receive() throws IOException {
        datagram.clear();
        SocketAddress sender = outside.receive(datagram);
        if (sender == null) {
            return;
        }
        datagram.flip();
        DatagramChannel inside = senders.get(sender);
        if (inside == null) {
            inside = greet(sender);
        }
        try {
            inside.write(datagram);
        } catch (IOException nobodyListens) {
            // An earlier datagram was refused (ECONNREFUSED): as without a proxy, it is lost.
        }
    }

    private DatagramChannel greet(SocketAddress sender) throws IOException {
        if (senders.size() >= MOST_SENDERS) {
            Iterator<DatagramChannel> oldest = senders.values().iterator();
            traffic.close(oldest.next());
            oldest.remove();
        }
        DatagramChannel inside = DatagramChannel.open(StandardProtocolFamily.INET);
        inside.connect(target);
        traffic.watch(inside, SelectionKey.OP_READ, key -> answer(inside, sender));
        senders.put(sender, inside);
        return inside;
    }

    private void answer(DatagramChannel inside, SocketAddress sender) throws IOException {
        datagram.clear();
        try {
            if (inside.read(datagram) <= 0) {
                return;
            }
        } catch (IOException refused) {
            return;
        }
        datagram.flip();
        outside.send(datagram, sender);
    }

    @Override
    public void close() {
        try {
            traffic.perform(() -> {
                traffic.close(outside);
                senders.values().forEach(traffic::close);
                senders.clear();
            });
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot close port " + port + "/udp", failure);
        }
    }
}
