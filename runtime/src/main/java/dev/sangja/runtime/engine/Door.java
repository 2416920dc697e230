package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.docker.SignalSource;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Where commands of the workbench, such as docker, ask the engine to act for them.
 *
 * <p>Each is a small shell script. It opens a FIFO of its own as descriptor 9, writes its process id to the door, and
 * waits for its exit code on that descriptor. The engine takes the rest from the kernel: the words from
 * {@code /proc/PID/cmdline}, the working directory, and the standard streams as copies of its descriptors
 * (pidfd_getfd(2)). So pipes, redirections and terminals work as for any command. A signal that the script gets it
 * passes on.
 */
final class Door {
    /**
     * What is installed as a command in the workbench. Busybox runs it, because its mkfifo and rm cost no exec. It
     * reads its answer with {@code -u} and not by a redirection, which would put the FIFO where the engine looks for
     * the client's own input; and it keeps its output at descriptor 8, because while it announces itself its descriptor
     * 1 is this door.
     */
    static final String SCRIPT = """
            #!/bin/busybox sh
            # Asks this machine's engine to do it, as the docker command asks dockerd, and ends with its exit code.
            fifo=/run/sangja/door.$$
            mkfifo -m 600 "$fifo" || exit 125
            exec 8>&1 9<>"$fifo"
            rm -f "$fifo"
            for signal in HUP INT QUIT USR1 USR2 TERM WINCH; do
                trap "echo '$$ $signal' >/run/sangja/door" "$signal"
            done
            echo "$$ RUN" >/run/sangja/door
            until read -r -u 9 code; do :; done
            exit "$code"
            """;

    private static final int O_RDWR = 2; // asm-generic/fcntl.h, as the following
    private static final int REPLY_DESCRIPTOR = 9;
    private static final int MOST_CLIENTS = 64;
    private static final int SIGWINCH = 28; // asm-generic/signal.h
    private static final int MOST_ENVIRONMENT_BYTES = 256 * 1024;

    private final Linux linux;
    private final Path proc = Path.of("/proc");
    private final Command command;
    private final Map<Integer, Visit> visits = new ConcurrentHashMap<>();

    /** What is done for a client. */
    interface Command {
        /** Does it and returns the exit code. */
        int run(Call call, DoorClient client, Visit visit);
    }

    /**
     * What a client said.
     *
     * @param process its process id
     * @param words its command line, beginning with the command's own name
     * @param directory its working directory
     */
    record Call(int process, List<String> words, String directory, Map<String, String> environment) {
        Call {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    /** One client that is being served. */
    static final class Visit {
        private final Cancellation cancellation = new Cancellation();
        private volatile Optional<DoorClient> client = Optional.empty();
        private volatile Optional<Consumer<Signal>> receiver = Optional.empty();

        Cancellation cancellation() {
            return cancellation;
        }

        /** Who gets the signals that the client gets, until that is closed. */
        SignalSource.Listening listen(Consumer<Signal> wanted) {
            receiver = Optional.of(wanted);
            return () -> receiver = Optional.empty();
        }

        /** A signal that nobody wants ends the client's wish, as it would end any program. */
        private void take(Signal signal) {
            if (signal.number() == SIGWINCH) {
                client.ifPresent(DoorClient::resized);
                return;
            }
            receiver.ifPresentOrElse(wanted -> wanted.accept(signal), cancellation::cancel);
        }
    }

    Door(Linux linux, Command command) {
        this.linux = linux;
        this.command = command;
    }

    /** Installs the commands in the workbench and begins to listen. */
    void open(List<String> names) {
        Path door = Path.of(EnginePaths.RUN, "door");
        try {
            Files.deleteIfExists(door);
            for (String name : names) {
                Path script = Path.of(EnginePaths.WORKBENCH_ROOT, "usr/local/bin", name);
                Files.createDirectories(script.getParent());
                Files.writeString(script, SCRIPT);
                Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot install the commands of the workbench", failure);
        }
        linux.makeFifo(door.toString(), 0600);
        int fd = linux.open(door.toString(), O_RDWR);
        daemon("door", () -> listen(fd));
    }

    private void listen(int fd) {
        byte[] buffer = new byte[4096];
        StringBuilder pending = new StringBuilder();
        while (true) {
            int length = linux.read(fd, buffer);
            pending.append(new String(buffer, 0, length, StandardCharsets.US_ASCII));
            int end;
            while ((end = pending.indexOf("\n")) >= 0) {
                knock(pending.substring(0, end));
                pending.delete(0, end + 1);
            }
            if (pending.length() > 100) {
                pending.setLength(0);
            }
        }
    }

    private void knock(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 2 || !words[0].matches("[0-9]{1,9}")) {
            return;
        }
        int pid = Integer.parseInt(words[0]);
        if (!words[1].equals("RUN")) {
            Optional.ofNullable(visits.get(pid))
                    .ifPresent(visit -> Signal.parse(words[1])
                            .ifPresent(signal -> daemon("client's signal", () -> visit.take(signal))));
        } else if (pid > 1 && visits.size() < MOST_CLIENTS) {
            daemon("client", () -> serve(pid));
        }
    }

    private void serve(int pid) {
        int pidfd;
        int reply;
        try {
            pidfd = linux.openProcess(pid);
            reply = linux.copyDescriptor(pidfd, REPLY_DESCRIPTOR);
        } catch (SyscallException notAClient) {
            return;
        }
        Visit visit = new Visit();
        visits.put(pid, visit);
        Linux.Pipe over = linux.pipe();
        daemon("client's end", () -> watch(pidfd, over.readEnd(), visit));
        int code = 125;
        try (DoorClient client = new DoorClient(linux, pidfd)) {
            visit.client = Optional.of(client);
            code = command.run(new Call(pid, words(pid), directory(pid), environment(pid)), client, visit);
        } catch (CancellationException clientGone) {
            code = 130;
        } catch (IOException | SyscallException failure) {
            // The client ended before it could be asked: nobody waits for the code.
            code = 125;
        } finally {
            visits.remove(pid);
            linux.close(over.writeEnd());
            byte[] line = (code + "\n").getBytes(StandardCharsets.US_ASCII);
            linux.write(reply, line, line.length);
            linux.close(reply);
        }
    }

    /** Cancels when the client ends before it has its answer. */
    private void watch(int pidfd, int over, Visit visit) {
        boolean[] ready = linux.awaitReadable(-1, pidfd, over);
        if (ready[0] && !ready[1]) {
            visit.cancellation().cancel();
        }
        linux.close(over);
        linux.close(pidfd);
    }

    /** The interpreter and its script come first: {@code /bin/busybox sh /usr/local/bin/docker ps}. */
    private List<String> words(int pid) throws IOException {
        String text = new String(Files.readAllBytes(proc.resolve(pid + "/cmdline")), StandardCharsets.UTF_8);
        String[] words = (text.endsWith("\0") ? text.substring(0, text.length() - 1) : text).split("\0", -1);
        for (int index = 0; index < words.length; index++) {
            if (words[index].startsWith("/usr/local/bin/")) {
                String name = words[index].substring("/usr/local/bin/".length());
                List<String> result = new ArrayList<>(List.of(name));
                result.addAll(Arrays.asList(words).subList(index + 1, words.length));
                return result;
            }
        }
        throw new IOException("process " + pid + " is no client");
    }

    /** What the client's environment was when it began; proc(5) environ. Later entries of a name win. */
    private Map<String, String> environment(int pid) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(proc.resolve(pid + "/environ"))) {
            bytes = in.readNBytes(MOST_ENVIRONMENT_BYTES);
        }
        Map<String, String> variables = new HashMap<>();
        for (String entry : new String(bytes, StandardCharsets.UTF_8).split("\0", -1)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return variables;
    }

    private String directory(int pid) throws IOException {
        return Files.readSymbolicLink(proc.resolve(pid + "/cwd")).toString();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
