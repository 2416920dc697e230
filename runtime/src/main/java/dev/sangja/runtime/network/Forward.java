package dev.sangja.runtime.network;

import java.io.IOException;

/** A port of the lab host that leads into a container, until closed. */
interface Forward extends AutoCloseable {
    /** The port that it listens on. */
    int port();

    /** Ends every connection through it; the port is free when this returns. */
    @Override
    void close();

    /** Where forwards may listen and lead; both are addresses, never names. */
    record Ends(java.net.InetSocketAddress outside, java.net.InetSocketAddress inside) {}

    /** The family of sockets for that address. */
    static java.net.ProtocolFamily family(java.net.InetSocketAddress address) {
        return address.getAddress() instanceof java.net.Inet6Address
                ? java.net.StandardProtocolFamily.INET6
                : java.net.StandardProtocolFamily.INET;
    }

    /** Opens one on that thread. */
    static Forward open(Traffic traffic, ConnectionBound bound, String protocol, Ends ends) throws IOException {
        return protocol.equals("udp") ? UdpForward.open(traffic, ends) : TcpForward.open(traffic, bound, ends);
    }
}
