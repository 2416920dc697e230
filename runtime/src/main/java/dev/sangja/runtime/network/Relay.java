package dev.sangja.runtime.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One connection that is carried from a published port to a container: two sockets, and what has been read from one and
 * not yet been written to the other, which is little. Only for the thread of the traffic.
 */
final class Relay {
    private static final int BUFFER_BYTES = 8 * 1024;

    private final Traffic traffic;
    private final Runnable ended;
    private final SocketChannel near;
    private final SocketChannel far;
    private final Flow there;
    private final Flow back;
    private boolean connected;
    private boolean over;

    /** What goes one way. */
    private static final class Flow {
        private final SocketChannel from;
        private final SocketChannel to;
        private final ByteBuffer held = ByteBuffer.allocateDirect(BUFFER_BYTES);
        private boolean exhausted;
        private boolean shut;

        private Flow(SocketChannel from, SocketChannel to) {
            this.from = from;
            this.to = to;
        }

        private void move() throws IOException {
            if (!exhausted && held.hasRemaining() && from.read(held) < 0) {
                exhausted = true;
            }
            if (held.position() > 0) {
                held.flip();
                to.write(held);
                held.compact();
            }
            if (exhausted && held.position() == 0 && !shut) {
                to.shutdownOutput();
                shut = true;
            }
        }

        private boolean wantsInput() {
            return !exhausted && held.hasRemaining();
        }

        private boolean wantsOutput() {
            return held.position() > 0;
        }
    }

    private Relay(Traffic traffic, SocketChannel near, SocketChannel far, Runnable ended) {
        this.traffic = traffic;
        this.near = near;
        this.far = far;
        this.ended = ended;
        this.there = new Flow(near, far);
        this.back = new Flow(far, near);
    }

    /**
     * Begins to carry. It may be over when this returns.
     *
     * @param near the socket that was accepted; closed by the relay
     * @param ended told once when it is over
     */
    static Relay begin(Traffic traffic, SocketChannel near, java.net.SocketAddress target, Runnable ended)
            throws IOException {
        SocketChannel far = SocketChannel.open(java.net.StandardProtocolFamily.INET);
        Relay relay = new Relay(traffic, near, far, ended);
        try {
            traffic.watch(near, 0, relay::ready);
            SelectionKey key = traffic.watch(far, SelectionKey.OP_CONNECT, relay::ready);
            if (far.connect(target)) {
                relay.ready(key);
            }
        } catch (IOException unreachable) {
            relay.end();
        }
        return relay;
    }

    boolean isOver() {
        return over;
    }

    private void ready(SelectionKey key) {
        try {
            if (!connected) {
                if (!far.isConnected() && !far.finishConnect()) {
                    return;
                }
                connected = true;
            }
            there.move();
            back.move();
            if (there.shut && back.shut) {
                end();
            } else {
                interests(near, there.wantsInput(), back.wantsOutput());
                interests(far, back.wantsInput(), there.wantsOutput());
            }
        } catch (IOException broken) {
            // Nobody listens in the container, or one side is gone: the other hears of it by the end.
            end();
        }
    }

    private void interests(SocketChannel channel, boolean input, boolean output) {
        SelectionKey key = traffic.keyOf(channel);
        key.interestOps((input ? SelectionKey.OP_READ : 0) | (output ? SelectionKey.OP_WRITE : 0));
    }

    /** Closes both sides. */
    void end() {
        if (!over) {
            over = true;
            traffic.close(near);
            traffic.close(far);
            ended.run();
        }
    }
}
