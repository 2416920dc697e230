package dev.sangja.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sangja.runtime.machine.MachineGoneException;
import dev.sangja.runtime.machine.Terminal;
import dev.sangja.server.notebook.NoMachineException;
import dev.sangja.server.notebook.Seats;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The terminal drawer: an interactive shell over a WebSocket. Bytes go both ways as binary frames; a text frame is JSON
 * that steers, {@code {"resize":{"columns":80,"rows":24}}}.
 */
final class TerminalSocket {
    private static final int MOST_PER_LEARNER = 8;

    /** In the range that RFC 6455 leaves to applications: 4000 and the status of a problem. */
    private static final int CLOSE = 4000;

    private final Seats seats;
    private final Visitors visitors;
    private final ObjectMapper json;
    private final Map<String, Open> terminals = new ConcurrentHashMap<>();

    TerminalSocket(Seats seats, Visitors visitors, ObjectMapper json) {
        this.seats = seats;
        this.visitors = visitors;
        this.json = json;
    }

    private record Open(UUID learner, Terminal terminal) {}

    void register(RoutesConfig routes) {
        routes.wsBeforeUpgrade("/api/terminal", visitors::require);
        routes.ws("/api/terminal", socket -> {
            socket.onConnect(this::connect);
            socket.onBinaryMessage(this::type);
            socket.onMessage(this::steer);
            socket.onClose(connection -> close(connection.sessionId()));
            socket.onError(connection -> close(connection.sessionId()));
        });
    }

    private void connect(WsConnectContext connection) {
        try {
            UUID learner = visitors.require(connection);
            long open = terminals.values().stream()
                    .filter(other -> other.learner().equals(learner))
                    .count();
            if (open >= MOST_PER_LEARNER) {
                throw new ProblemException(ProblemKind.TOO_MANY_STREAMS);
            }
            connection.enableAutomaticPings();
            connection.session.setIdleTimeout(Duration.ofMinutes(5));
            Terminal terminal = seats.machine(learner)
                    .openTerminal(
                            size(connection, "columns", 80),
                            size(connection, "rows", 24),
                            new TerminalOutput(connection.session));
            terminals.put(connection.sessionId(), new Open(learner, terminal));
        } catch (ProblemException problem) {
            refuse(connection, problem);
        } catch (NoMachineException missing) {
            refuse(connection, ProblemWriter.of(missing.state()));
        } catch (MachineGoneException gone) {
            refuse(connection, new ProblemException(ProblemKind.MACHINE_GONE));
        } catch (UncheckedIOException silent) {
            refuse(connection, new ProblemException(ProblemKind.MACHINE_SILENT));
        }
    }

    private static void refuse(WsContext connection, ProblemException problem) {
        connection.closeSession(CLOSE + problem.kind().status(), problem.kind().code());
    }

    private void type(WsBinaryMessageContext message) {
        Open open = terminals.get(message.sessionId());
        if (open == null) {
            return;
        }
        ByteBuffer data = message.data();
        byte[] keys = new byte[data.remaining()];
        data.get(keys);
        try {
            // Typing is use of the machine: it keeps it from being closed as idle.
            seats.use(open.learner());
            open.terminal().type(keys);
        } catch (MachineGoneException gone) {
            refuse(message, new ProblemException(ProblemKind.MACHINE_GONE));
        }
    }

    private void steer(WsMessageContext message) {
        Open open = terminals.get(message.sessionId());
        if (open == null) {
            return;
        }
        try {
            JsonNode resize = json.readTree(message.message()).path("resize");
            int columns = resize.path("columns").asInt();
            int rows = resize.path("rows").asInt();
            if (!isSize(columns) || !isSize(rows)) {
                throw new ProblemException(ProblemKind.PARAMETER_WRONG, "resize", message.message());
            }
            open.terminal().resize(columns, rows);
        } catch (JsonProcessingException malformed) {
            refuse(message, new ProblemException(ProblemKind.BODY_MALFORMED, malformed.getOriginalMessage()));
        } catch (ProblemException unfit) {
            refuse(message, unfit);
        } catch (MachineGoneException gone) {
            refuse(message, new ProblemException(ProblemKind.MACHINE_GONE));
        }
    }

    private void close(String session) {
        Open open = terminals.remove(session);
        if (open != null) {
            open.terminal().close();
        }
    }

    private static int size(WsContext connection, String name, int standard) {
        String text = connection.queryParam(name);
        if (text == null) {
            return standard;
        }
        if (!text.matches("\\d{1,4}") || !isSize(Integer.parseInt(text))) {
            throw new ProblemException(ProblemKind.PARAMETER_WRONG, name, text);
        }
        return Integer.parseInt(text);
    }

    private static boolean isSize(int cells) {
        return cells >= 1 && cells <= 1000;
    }
}
