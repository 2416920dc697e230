package dev.sangja.runtime.engine;

import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.process.OwnThread;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The interactive shells of the workbench. Safe for use by several threads. */
final class Terminals {
    /** More would only be forgotten windows. */
    private static final int MOST = 8;

    private final Linux linux;
    private final Nursery nursery;
    private final Workbench workbench;
    private final World world;
    private final Consumer<EngineEvent> server;
    private final IntConsumer whileHeld;
    private final Map<UUID, Open> open = new ConcurrentHashMap<>();

    Terminals(
            Linux linux,
            Nursery nursery,
            Workbench workbench,
            World world,
            IntConsumer whileHeld,
            Consumer<EngineEvent> server) {
        this.linux = linux;
        this.nursery = nursery;
        this.workbench = workbench;
        this.world = world;
        this.whileHeld = whileHeld;
        this.server = server;
    }

    void open(EngineRequest.OpenTerminal request, Map<String, String> variables) {
        if (open.size() >= MOST) {
            server.accept(new EngineEvent.TerminalClosed(request.terminal()));
            return;
        }
        // The device belongs to the workbench's own devpts, so it is opened there.
        Linux.PseudoTerminal device = OwnThread.call("terminal", () -> {
            workbench.entry().enter(linux);
            return linux.openTerminal();
        });
        linux.resizeTerminal(device.master(), request.columns(), request.rows());
        Map<String, String> environment = new HashMap<>(Workbench.ENVIRONMENT);
        environment.putAll(variables);
        environment.put("PS1", "\\h:\\w# ");
        SpawnRequest shell = SpawnRequest.of(
                        "/bin/bash", List.of("bash", "--noprofile", "--norc", "-i"), environment, List.of(0, 0, 0))
                .in("/lab")
                .onTerminal(device.slave());
        int pid = nursery.bring(linux, world, Workbench.GATES_SEEN, thread -> shell, whileHeld);
        open.put(request.terminal(), new Open(device.master(), pid));
        Thread reader = new Thread(() -> pump(request.terminal(), device.master(), pid), "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    private void pump(UUID terminal, int master, int pid) {
        byte[] buffer = new byte[16 * 1024];
        try {
            int length;
            while ((length = linux.read(master, buffer)) > 0) {
                server.accept(new EngineEvent.TerminalOutput(terminal, Payload.of(Arrays.copyOf(buffer, length))));
            }
        } catch (SyscallException hungUp) {
            // EIO is how a pseudo-terminal's master says that nobody holds the other side any more; pty(7).
        }
        open.remove(terminal);
        signal(pid, Signals.SIGKILL);
        linux.close(master);
        server.accept(new EngineEvent.TerminalClosed(terminal));
    }

    void type(EngineRequest.TypeKeys request) {
        find(request.terminal()).ifPresent(terminal -> {
            byte[] keys = request.keys().bytes();
            linux.write(terminal.master(), keys, keys.length);
        });
    }

    void resize(EngineRequest.ResizeTerminal request) {
        find(request.terminal())
                .ifPresent(terminal -> linux.resizeTerminal(terminal.master(), request.columns(), request.rows()));
    }

    /** Hangs up: the shell and its foreground processes get SIGHUP, and the reader then lets go. */
    void close(EngineRequest.CloseTerminal request) {
        find(request.terminal()).ifPresent(terminal -> {
            signal(-terminal.pid(), Signals.SIGHUP);
            signal(terminal.pid(), Signals.SIGKILL);
        });
    }

    private void signal(int pid, int signal) {
        try {
            linux.kill(pid, signal);
        } catch (SyscallException gone) {
            // It has ended already, which is what was wanted.
        }
    }

    private Optional<Open> find(UUID terminal) {
        return Optional.ofNullable(open.get(terminal));
    }

    private record Open(int master, int pid) {}
}
