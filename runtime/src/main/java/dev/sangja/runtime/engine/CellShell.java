package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Errno;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.linux.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The persistent shell that evaluates cells: one bash, so that variables, functions, the working directory and
 * {@code $!} live on from cell to cell.
 *
 * <p>It reads the names of cells from one FIFO and writes their exit codes to another. Each cell's output goes to two
 * FIFOs of its own, so that a process left in the background by an earlier cell cannot write into a later one's. The
 * shell's own two descriptors are closed for the cell, so no child inherits them. Belongs to one thread.
 */
final class CellShell {
    /**
     * The trap lets an interrupt end the cell and not the shell. {@code return} works there because the cell is a
     * sourced file. {@code jobs} takes note, into nowhere, of what has ended since the last cell; else bash would tell
     * the next cell of it.
     */
    private static final String LOOP = """
            trap 'return 130' INT
            exec 250<>/run/sangja/cells/requests 251>/run/sangja/cells/results
            cd /lab
            while IFS= read -r -u 250 cell; do
              jobs
              { . "/run/sangja/cells/$cell"; } 0</dev/null 1>"/run/sangja/cells/$cell.out" \
                2>"/run/sangja/cells/$cell.err" 250<&- 251>&-
              echo "$cell $?" >&251
            done
            """;

    private static final int O_RDWR = 2; // asm-generic/fcntl.h, as the following
    private static final int O_NONBLOCK = 0x800;

    private final Linux linux;
    private final int pid;
    private final int pidfd;
    private final int requests;
    private final int results;

    private CellShell(Linux linux, int pid, int pidfd, int requests, int results) {
        this.linux = linux;
        this.pid = pid;
        this.pidfd = pidfd;
        this.requests = requests;
        this.results = results;
    }

    /** Starts the shell; {@code whileHeld} gets its process id before its first exec. */
    static CellShell start(
            Linux linux, Nursery nursery, World world, Map<String, String> variables, IntConsumer whileHeld) {
        Path cells = Path.of(EnginePaths.CELLS);
        try {
            clear(cells);
            Files.createDirectories(cells);
            Files.writeString(cells.resolve("loop"), LOOP);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot prepare " + cells, failure);
        }
        linux.makeFifo(cells + "/requests", 0600);
        linux.makeFifo(cells + "/results", 0600);
        int requests = linux.open(cells + "/requests", O_RDWR);
        int results = linux.open(cells + "/results", O_RDWR | O_NONBLOCK);
        int nothing = linux.open("/dev/null", O_RDWR);
        Map<String, String> environment = new HashMap<>(Workbench.ENVIRONMENT);
        environment.putAll(variables);
        SpawnRequest request = SpawnRequest.of(
                        "/bin/bash",
                        List.of("bash", "--noprofile", "--norc", "/run/sangja/cells/loop"),
                        environment,
                        List.of(nothing, nothing, nothing))
                .inOwnSession();
        try {
            int pid = nursery.bring(linux, world, Workbench.GATES_SEEN, thread -> request, whileHeld);
            return new CellShell(linux, pid, linux.openProcess(pid), requests, results);
        } finally {
            linux.close(nothing);
        }
    }

    private static void clear(Path cells) throws IOException {
        if (!Files.isDirectory(cells)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(cells)) {
            for (Path entry : entries) {
                Files.delete(entry);
            }
        }
    }

    /** Hands a cell over. The caller has opened the reading ends already, and polls them. */
    Cell submit(String name, String code) {
        Path script = Path.of(EnginePaths.CELLS, name);
        try {
            Files.writeString(script, code.endsWith("\n") ? code : code + "\n", StandardOpenOption.CREATE_NEW);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + script, failure);
        }
        linux.makeFifo(script + ".out", 0600);
        linux.makeFifo(script + ".err", 0600);
        int out = linux.open(script + ".out", O_NONBLOCK);
        int err = linux.open(script + ".err", O_NONBLOCK);
        byte[] line = (name + "\n").getBytes(StandardCharsets.UTF_8);
        linux.write(requests, line, line.length);
        return new Cell(name, out, err);
    }

    /** Removes what a finished cell left in the run directory; processes that still write keep their FIFOs open. */
    void forget(Cell cell) {
        for (String suffix : List.of("", ".out", ".err")) {
            try {
                Files.deleteIfExists(Path.of(EnginePaths.CELLS, cell.name() + suffix));
            } catch (IOException left) {
                // The learner may have replaced it by a directory; the machine's next start clears it.
            }
        }
    }

    /** Sends Ctrl+C's signal to the shell and its foreground processes. */
    void interrupt() {
        signalGroup(Signals.SIGINT);
    }

    /** Ends the shell at once. */
    void kill() {
        signalGroup(Signals.SIGKILL);
    }

    private void signalGroup(int signal) {
        try {
            linux.kill(-pid, signal);
        } catch (SyscallException gone) {
            if (!gone.errno().equals(Errno.ESRCH)) {
                throw gone;
            }
        }
    }

    int pid() {
        return pid;
    }

    int pidfd() {
        return pidfd;
    }

    int results() {
        return results;
    }

    /** Lets go of the descriptors; the shell has ended. */
    void close() {
        linux.close(pidfd);
        linux.close(requests);
        linux.close(results);
    }

    /** A cell that was handed over, and the descriptors that its output comes from. */
    record Cell(String name, int out, int err) {}
}
