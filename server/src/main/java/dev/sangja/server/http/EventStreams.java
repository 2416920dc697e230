package dev.sangja.server.http;

import dev.sangja.server.notebook.RunLog;
import dev.sangja.server.notebook.WireEvent;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends run logs as server-sent events (HTML standard, section 9.2), a thread for each reader.
 *
 * <p>Safe for use by several threads. A reader that is slow or gone holds up its own thread and nobody else.
 */
final class EventStreams implements AutoCloseable {
    /** So that a vanished browser is noticed and a proxy does not close a quiet stream. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /**
     * Between two pieces of output, so that a run that prints byte by byte does not become an event a byte. The first
     * piece waits for nothing.
     */
    private static final Duration PACE = Duration.ofMillis(10);

    private static final String OUTPUT = "output";
    private static final int MOST_PER_LEARNER = 32;

    private final ExecutorService readers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "event-stream");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<UUID, Integer> open = new ConcurrentHashMap<>();

    /** Answers with the log's events after the one that the reader says it has. */
    void stream(Context request, UUID learner, RunLog log) {
        if (open.merge(learner, 1, Integer::sum) > MOST_PER_LEARNER) {
            release(learner);
            throw new ProblemException(ProblemKind.TOO_MANY_STREAMS);
        }
        long seen = seen(request);
        request.res().setContentType("text/event-stream");
        request.res().setCharacterEncoding("UTF-8");
        request.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
        request.future(() -> CompletableFuture.runAsync(
                () -> {
                    try {
                        send(request.res().getOutputStream(), log, seen);
                    } catch (IOException gone) {
                        // The reader went away; the run goes on without it.
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                    } finally {
                        release(learner);
                    }
                },
                readers));
    }

    private void release(UUID learner) {
        open.computeIfPresent(learner, (id, streams) -> streams > 1 ? streams - 1 : null);
    }

    private static void send(OutputStream out, RunLog log, long seen) throws IOException, InterruptedException {
        write(out, ":\n\n");
        long last = seen;
        while (true) {
            List<WireEvent> events = log.await(last, HEARTBEAT);
            if (events.isEmpty()) {
                if (log.complete()) {
                    return;
                }
                write(out, ":\n\n");
                continue;
            }
            StringBuilder text = new StringBuilder();
            for (WireEvent event : events) {
                last = event.id();
                text.append("id: ").append(event.id()).append("\nevent: ").append(event.name());
                text.append("\ndata: ").append(event.data()).append("\n\n");
            }
            write(out, text.toString());
            if (events.stream().anyMatch(event -> event.name().equals(OUTPUT))) {
                Thread.sleep(PACE.toMillis());
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static long seen(Context request) {
        String header = request.header("Last-Event-ID");
        if (header == null || header.isBlank()) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(header.strip()));
        } catch (NumberFormatException malformed) {
            throw new ProblemException(ProblemKind.PARAMETER_WRONG, "Last-Event-ID", header);
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
