package dev.sangja.runtime.engine;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.Linux;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main of an engine: process 1 of a machine.
 *
 * <p>It talks over its standard input and output, and complains on its standard error. When its input ends, so does it,
 * and with it the kernel ends every process, mount and network of the machine.
 */
public final class EngineMain {
    /** A server that asks for more than this without reading answers is broken. */
    private static final int MOST_WAITING = 10_000;

    private EngineMain() {}

    /** Runs until the server closes the pipe. */
    public static void main(String[] arguments) throws IOException {
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // Nothing but frames may reach the pipe.
        System.setOut(System.err);
        Wire wire = new Wire(in, out);
        Linux linux = Linux.system(Recorder.none());
        linux.setDumpable(false);
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
        Engine engine = new Engine(configure.configuration(), wire, linux);
        wire.write(new EngineEvent.Ready(EngineRequest.VERSION));
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
