package dev.sangja.runtime.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that carries everything which passes through the engine's sockets. Whatever it is told to do it does
 * between two looks at them, so what only it touches needs no lock. It begins with the first thing to do. Safe for use
 * by several threads.
 */
final class Traffic {
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);

    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final Selector selector;
    private boolean begun;

    /** Hears that something can be done with a channel, on the thread of the traffic. */
    @FunctionalInterface
    interface Handler {
        /** An exception closes the channel and nothing else. */
        void ready(SelectionKey key) throws IOException;
    }

    Traffic() {
        try {
            selector = Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot watch sockets", failure);
        }
    }

    /** Does it on the thread of the traffic, and returns when it is done. Not to be called by that thread. */
    void perform(Work work) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        due.add(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (IOException | RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        });
        begin();
        selector.wakeup();
        try {
            done.join();
        } catch (java.util.concurrent.CompletionException failure) {
            if (failure.getCause() instanceof IOException) {
                throw (IOException) failure.getCause();
            }
            throw failure;
        }
    }

    /** Something to do on the thread of the traffic. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** Makes the thread, if it is not there yet; a thread that has left its PID namespace cannot make any. */
    synchronized void begin() {
        if (!begun) {
            begun = true;
            Thread thread = new Thread(this::run, "network");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Watches a channel, which is made non-blocking. Only on the thread of the traffic. */
    SelectionKey watch(SelectableChannel channel, int operations, Handler handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, handler);
    }

    /** The key of a channel that is watched. */
    SelectionKey keyOf(SelectableChannel channel) {
        return java.util.Objects.requireNonNull(channel.keyFor(selector), "not watched");
    }

    /** Closes a channel at once, so that its port is free when this returns. Only on the thread of the traffic. */
    void close(SelectableChannel channel) {
        try {
            channel.close();
            // The descriptor of a watched channel is let go with the next look only.
            selector.selectNow();
        } catch (IOException failure) {
            LOG.debug("closing a socket failed", failure);
        }
    }

    private void run() {
        while (true) {
            try {
                selector.select();
                for (Runnable next = due.poll(); next != null; next = due.poll()) {
                    next.run();
                }
                for (SelectionKey key : java.util.List.copyOf(selector.selectedKeys())) {
                    selector.selectedKeys().remove(key);
                    serve(key);
                }
            } catch (ClosedSelectorException closed) {
                return;
            } catch (IOException | RuntimeException failure) {
                LOG.warn("the network's thread goes on after a failure", failure);
            }
        }
    }

    private static void serve(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        try {
            ((Handler) key.attachment()).ready(key);
        } catch (IOException | RuntimeException failure) {
            LOG.debug("a socket is given up", failure);
            try {
                key.channel().close();
            } catch (IOException ignored) {
                LOG.debug("and could not be closed", ignored);
            }
        }
    }
}
