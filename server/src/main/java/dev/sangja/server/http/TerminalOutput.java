package dev.sangja.server.http;

import dev.sangja.runtime.machine.TerminalListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * Sends what a terminal shows to its browser, one frame at a time, without ever making the machine wait. Safe for use
 * by several threads.
 *
 * <p>What the browser has not taken yet is kept up to a bound; beyond that it is dropped, and the terminal says how
 * much.
 */
final class TerminalOutput implements TerminalListener {
    private static final int MOST_KEPT = 1 << 20;

    private final Session session;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long dropped;
    private boolean sending;
    private boolean closed;

    TerminalOutput(Session session) {
        this.session = session;
    }

    @Override
    public synchronized void output(byte[] bytes) {
        if (kept.size() + bytes.length > MOST_KEPT) {
            dropped += bytes.length;
        } else {
            kept.writeBytes(bytes);
        }
        sendKept();
    }

    @Override
    public synchronized void closed() {
        closed = true;
        sendKept();
    }

    private void sendKept() {
        if (sending) {
            return;
        }
        if (kept.size() == 0 && dropped == 0) {
            if (closed) {
                session.close(1000, "shell-ended", Callback.NOOP);
            }
            return;
        }
        if (dropped > 0) {
            // On a line of its own, in reverse video (ECMA-48, SGR 7), and in no language: it may land in any program.
            kept.writeBytes(("\r\n\033[7m … -" + dropped + " B … \033[0m\r\n").getBytes(StandardCharsets.UTF_8));
            dropped = 0;
        }
        sending = true;
        ByteBuffer frame = ByteBuffer.wrap(kept.toByteArray());
        kept.reset();
        session.sendBinary(frame, Callback.from(this::sent, failure -> sent()));
    }

    private synchronized void sent() {
        sending = false;
        if (session.isOpen()) {
            sendKept();
        }
    }
}
