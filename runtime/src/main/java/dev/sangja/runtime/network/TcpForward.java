package dev.sangja.runtime.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A published TCP port. A connection that finds no room waits in the kernel's queue, which is short. */
final class TcpForward implements Forward {
    private static final int BACKLOG = 128;

    private final Traffic traffic;
    private final ConnectionBound bound;
    private final ServerSocketChannel server;
    private final InetSocketAddress target;
    private final int port;
    private final Set<Relay> carried = new HashSet<>();
    private final Runnable resume = this::resume;

    private TcpForward(
            Traffic traffic, ConnectionBound bound, ServerSocketChannel server, InetSocketAddress target, int port) {
        this.traffic = traffic;
        this.bound = bound;
        this.server = server;
        this.target = target;
        this.port = port;
    }

    /** Listens. Throws what the kernel says if it cannot, such as that the address is in use. */
    static TcpForward open(Traffic traffic, ConnectionBound bound, Ends ends) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(Forward.family(ends.outside()));
        try {
            server.bind(ends.outside(), BACKLOG);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            TcpForward forward = new TcpForward(traffic, bound, server, ends.inside(), port);
            traffic.perform(() -> traffic.watch(server, SelectionKey.OP_ACCEPT, key -> forward.accept()));
            return forward;
        } catch (IOException failure) {
            server.close();
            throw failure;
        }
    }

    @Override
    public int port() {
        return port;
    }

    private void accept() throws IOException {
        while (true) {
            if (!bound.take(resume)) {
                traffic.keyOf(server).interestOps(0);
                return;
            }
            SocketChannel connection;
            try {
                connection = server.accept();
            } catch (IOException failure) {
                bound.giveBack();
                throw failure;
            }
            if (connection == null) {
                bound.giveBack();
                return;
            }
            Relay relay = Relay.begin(traffic, connection, target, bound::giveBack);
            carried.removeIf(Relay::isOver);
            if (!relay.isOver()) {
                carried.add(relay);
            }
        }
    }

    private void resume() {
        if (server.isOpen()) {
            traffic.keyOf(server).interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    @Override
    public void close() {
        try {
            traffic.perform(() -> {
                bound.forget(resume);
                traffic.close(server);
                List.copyOf(carried).forEach(Relay::end);
            });
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot close port " + port, failure);
        }
    }
}
