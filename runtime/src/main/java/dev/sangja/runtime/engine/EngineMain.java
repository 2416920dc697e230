package dev.sangja.runtime.engine;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main of an engine: process 1 of a machine.
 *
 * <p>It talks over two descriptors of its own, and complains on its standard error. When its input ends, so does it,
 * and with it the kernel ends every process, mount and network of the machine.
 */
public final class EngineMain {
    /** A server that asks for more than this without reading answers is broken. */
    private static final int MOST_WAITING = 10_000;

    private EngineMain() {}

    /** Runs until the server closes the pipe. */
    public static void main(String[] arguments) throws IOException {
        Linux linux = Linux.system(Recorder.none());
        linux.setDumpable(false);
        Wire wire = ServerPipe.wire(linux);
        Optional<EngineRequest> first = wire.read(EngineRequest.class);
        if (first.isEmpty()) {
            return;
        }
        if (!(first.get() instanceof EngineRequest.Configure configure)) {
            throw new IOException("the first message must configure, got " + first.get());
        }
        if (configure.version() != EngineRequest.VERSION) {
            throw new IOException("the server speaks version " + configure.version() + ", this engine version "
                    + EngineRequest.VERSION);
        }
        Engine engine;
        try {
            engine = new Engine(configure.configuration(), wire, linux);
        } catch (SyscallException | UncheckedIOException refused) {
            // What this host does not allow is no mistake in here, and whoever started the engine says it further.
            complain(String.valueOf(refused.getMessage()));
            Runtime.getRuntime().halt(1);
            return;
        }
        wire.write(new EngineEvent.Ready(EngineRequest.VERSION));
        // What only the start needed goes back to the kernel, once the server has its answer.
        System.gc();
        // A thread of its own does what is asked, so that nothing that blocks can keep this one from seeing the end.
        LinkedBlockingQueue<EngineRequest> requests = new LinkedBlockingQueue<>(MOST_WAITING);
        Thread worker = new Thread(() -> work(engine, requests), "requests");
        worker.setDaemon(true);
        worker.start();
        while (true) {
            Optional<EngineRequest> request = wire.read(EngineRequest.class);
            if (request.isEmpty() || !requests.offer(request.get())) {
                end();
            }
        }
    }

    /** At once, unless the Java runtime was told to write its class data first; then it must come to its own end. */
    private static void end() {
        if (Boolean.getBoolean("sangja.archives")) {
            System.exit(0);
        }
        Runtime.getRuntime().halt(0);
    }

    /** Tells the server's log, and whoever asks why the machine is gone, one line. */
    static void complain(String line) {
        System.err.println(line);
    }

    private static void work(Engine engine, LinkedBlockingQueue<EngineRequest> requests) {
        while (true) {
            try {
                engine.take(requests.take());
            } catch (InterruptedException ended) {
                return;
            } catch (RuntimeException failure) {
                // One request that cannot be served must not keep the machine from serving the next.
                System.err.println("a request failed: " + failure);
            }
        }
    }
}
