package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.ContainerLog;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.container.StandardStreams;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Joins a container's process to the client that waits for it and to the container's log.
 *
 * <p>What the process writes goes through the engine, because the log wants it too. A client that goes away is
 * forgotten: its output then goes to the log alone. Safe for use by several threads; closed by {@link #finish}.
 */
final class ProcessStreams {
    private static final StandardStreams.Size PLAIN = new StandardStreams.Size(80, 24);

    private final Linux linux;
    private final Optional<ContainerLog> log;
    private final AtomicReference<Optional<OutputStream>> clientOutput = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<OutputStream>> clientError = new AtomicReference<>(Optional.empty());
    private final boolean terminal;
    private final boolean feeds;
    private final Attachment attachment;
    private final Linux.Pipe feeding;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile boolean fed;
    private final Linux.Pipe input;
    private final Linux.Pipe output;
    private final Linux.Pipe error;
    private final CompletableFuture<Void> outputDone = new CompletableFuture<>();
    private final CompletableFuture<Void> errorDone = new CompletableFuture<>();
    private final AtomicReference<Optional<Integer>> master = new AtomicReference<>(Optional.empty());

    private ProcessStreams(Linux linux, Optional<ContainerLog> log, Attachment attachment, boolean terminal) {
        this.linux = linux;
        this.log = log;
        this.attachment = attachment;
        this.feeds =
                attachment.has(StandardStream.STDIN) && attachment.streams().isPresent();
        this.terminal = terminal;
        this.feeding = linux.pipe();
        this.input = linux.pipe();
        this.output = linux.pipe();
        this.error = linux.pipe();
    }

    /**
     * Streams for a new process.
     *
     * @param keepInput whether its input stays open though nobody is joined to it
     * @param terminal whether it gets a pseudo-terminal of its own instead of pipes
     */
    static ProcessStreams open(
            Linux linux, Attachment attachment, Optional<ContainerLog> log, boolean keepInput, boolean terminal) {
        ProcessStreams streams = new ProcessStreams(linux, log, attachment, terminal);
        streams.join(attachment);
        streams.pump(
                "stdout", StandardStream.STDOUT, streams.output.readEnd(), streams.clientOutput, streams.outputDone);
        streams.pump("stderr", StandardStream.STDERR, streams.error.readEnd(), streams.clientError, streams.errorDone);
        if (streams.feeds && !terminal) {
            attachment.streams().ifPresent(client -> streams.feed(client, streams.input.writeEnd(), true));
        } else if (!keepInput || terminal) {
            linux.close(streams.input.writeEnd());
        }
        return streams;
    }

    /** Opens the process's terminal, on the thread that sees its devices, and returns the device's path. */
    Optional<String> terminalIn(Linux thread) {
        if (!terminal) {
            return Optional.empty();
        }
        Linux.PseudoTerminal device = thread.openTerminal();
        resize(
                device.master(),
                attachment.streams().flatMap(StandardStreams::size).orElse(PLAIN));
        master.set(Optional.of(device.master()));
        return Optional.of(device.slave());
    }

    private void resize(int device, StandardStreams.Size size) {
        linux.resizeTerminal(device, size.columns(), size.rows());
    }

    /** Joins a further client's outputs. */
    void join(Attachment attachment) {
        attachment.streams().ifPresent(streams -> {
            if (attachment.has(StandardStream.STDOUT)) {
                clientOutput.set(Optional.of(streams.output()));
            }
            if (attachment.has(StandardStream.STDERR)) {
                clientError.set(Optional.of(streams.error()));
            }
        });
    }

    /** Forgets the client. */
    void leave() {
        stopFeeding();
        clientOutput.set(Optional.empty());
        clientError.set(Optional.empty());
    }

    /** The descriptors that the process gets. */
    List<Integer> standard() {
        return List.of(input.readEnd(), output.writeEnd(), error.writeEnd());
    }

    /** The process has them now; the engine's copies go, so that the pumps see the end. */
    void handedOver() {
        linux.close(input.readEnd());
        linux.close(error.writeEnd());
        Optional<Integer> device = Optional.ofNullable(master.get()).flatMap(found -> found);
        if (device.isEmpty()) {
            linux.close(output.writeEnd());
            return;
        }
        // What the terminal shows takes the same way as a pipe's output: to the log and to the client.
        daemon("terminal", () -> copyTerminal(device.get()));
        if (feeds) {
            attachment.streams().ifPresent(client -> {
                if (client.isTerminal(StandardStream.STDIN)) {
                    client.makeInputRaw();
                    client.onResize(size -> resize(device.get(), size));
                }
                feed(client, device.get(), false);
            });
        }
    }

    private void copyTerminal(int device) {
        byte[] buffer = new byte[16 * 1024];
        try {
            int length;
            while ((length = linux.read(device, buffer)) > 0) {
                linux.write(output.writeEnd(), buffer, length);
            }
        } catch (SyscallException hungUp) {
            // EIO: nobody holds the other side any more; pty(7).
        } finally {
            linux.close(output.writeEnd());
        }
    }

    /** Waits until all output has been passed on; a background process may hold it open, so not for long. */
    void finish() {
        stopFeeding();
        try {
            CompletableFuture.allOf(outputDone, errorDone).get(2, java.util.concurrent.TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException heldOpen) {
            leave();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void feed(StandardStreams client, int target, boolean closes) {
        fed = true;
        daemon("stdin", () -> {
            byte[] buffer = new byte[16 * 1024];
            try {
                int length;
                while (mayRead(client) && (length = client.input().read(buffer)) > 0) {
                    linux.write(target, buffer, length);
                }
            } catch (IOException | SyscallException ended) {
                // The client or the process has gone: either way there is nothing more to feed.
            } finally {
                linux.close(feeding.readEnd());
                if (closes) {
                    linux.close(target);
                }
            }
        });
    }

    /** Waits for input, so that what is typed after the process has ended is left for the shell. */
    private boolean mayRead(StandardStreams client) {
        OptionalInt descriptor = client.descriptor(StandardStream.STDIN);
        if (descriptor.isEmpty()) {
            return true;
        }
        return !linux.awaitReadable(-1, feeding.readEnd(), descriptor.getAsInt())[0];
    }

    private void stopFeeding() {
        if (stopped.compareAndSet(false, true)) {
            linux.close(feeding.writeEnd());
            if (!fed) {
                linux.close(feeding.readEnd());
            }
        }
    }

    private void pump(
            String name,
            StandardStream stream,
            int from,
            AtomicReference<Optional<OutputStream>> client,
            CompletableFuture<Void> done) {
        daemon(name, () -> {
            byte[] buffer = new byte[32 * 1024];
            int length;
            while ((length = linux.read(from, buffer)) > 0) {
                int count = length;
                log.ifPresent(kept -> kept.append(stream, buffer, count));
                pass(buffer, count, client);
            }
            linux.close(from);
            done.complete(null);
        });
    }

    private static void pass(byte[] buffer, int count, AtomicReference<Optional<OutputStream>> client) {
        Optional<OutputStream> target = client.get();
        if (target == null || target.isEmpty()) {
            return;
        }
        try {
            target.get().write(buffer, 0, count);
            target.get().flush();
        } catch (IOException gone) {
            client.set(Optional.empty());
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
