package dev.sangja.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerLog;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.Session;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.container.StandardStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/** A process that is a few lines of Java, with streams and signals. */
final class MemoryProcess implements Session {
    private final List<String> words;
    private final List<String> environment;
    private final Attachment attachment;
    private final Optional<ContainerLog> log;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    MemoryProcess(List<String> words, List<String> environment, Attachment attachment, Optional<ContainerLog> log) {
        this.words = words;
        this.environment = environment;
        this.attachment = attachment;
        this.log = log;
        requireProgram();
    }

    private void requireProgram() {
        String program = words.get(0);
        if (program.equals("/etc/passwd")) {
            throw ContainerProblem.CommandFailed.notExecutable(program, "permission denied");
        }
        if (!List.of("true", "exit", "echo", "complain", "cat", "env", "sleep", "trap")
                .contains(program)) {
            throw ContainerProblem.CommandFailed.notFound(program);
        }
    }

    void start() {
        Thread thread = new Thread(
                () -> {
                    try {
                        ended.complete(live());
                    } catch (IOException | InterruptedException | RuntimeException e) {
                        ended.completeExceptionally(e);
                    }
                },
                "process " + words);
        thread.setDaemon(true);
        thread.start();
    }

    /** The exit code, once there is one. */
    CompletableFuture<Integer> ended() {
        return ended;
    }

    void signal(Signal signal) {
        signals.add(signal);
    }

    private int live() throws IOException, InterruptedException {
        return switch (words.get(0)) {
            case "exit" -> Integer.parseInt(words.get(1));
            case "echo" -> write(StandardStream.STDOUT, String.join(" ", words.subList(1, words.size())) + "\n");
            case "complain" -> write(StandardStream.STDERR, String.join(" ", words.subList(1, words.size())) + "\n");
            case "cat" -> write(StandardStream.STDOUT, input());
            case "env" -> write(StandardStream.STDOUT, String.join("\n", environment) + "\n");
            case "sleep" -> untilKilled(false);
            case "trap" -> untilKilled(true);
            default -> 0;
        };
    }

    /** Ends by SIGKILL, and by SIGTERM or SIGINT only if it has a handler, as a PID 1 does. */
    private int untilKilled(boolean handles) throws InterruptedException {
        while (true) {
            Signal signal = signals.take();
            if (signal.equals(Signal.KILL)) {
                return 137;
            }
            if (handles && (signal.equals(Signal.TERM) || signal.equals(Signal.INT))) {
                return 0;
            }
        }
    }

    private String input() throws IOException {
        if (!attachment.has(StandardStream.STDIN)) {
            return "";
        }
        InputStream input = attachment.streams().orElseThrow().input();
        return new String(input.readAllBytes(), UTF_8);
    }

    private int write(StandardStream stream, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        log.ifPresent(kept -> kept.append(stream, bytes, bytes.length));
        if (attachment.has(stream)) {
            OutputStream to = stream == StandardStream.STDOUT
                    ? attachment.streams().orElseThrow().output()
                    : attachment.streams().orElseThrow().error();
            to.write(bytes);
        }
        return 0;
    }

    @Override
    public int await(Cancellation cancellation) {
        CompletableFuture<Integer> first = ended.copy();
        Cancellation.Registration registration =
                cancellation.onCancel(() -> first.completeExceptionally(new CancellationException()));
        try {
            return first.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof IOException cause ? new UncheckedIOException(cause) : failed;
        } finally {
            registration.close();
        }
    }
}
