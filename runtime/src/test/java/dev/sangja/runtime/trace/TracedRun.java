package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.seccomp.BpfProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts commands under a tracer, in a directory, with nothing as input and output. */
final class TracedRun {
    private static final int O_RDWR = 2; // asm-generic/fcntl.h

    private final Linux linux = Linux.system(Recorder.none());
    private final Tracer tracer;
    private final Path directory;

    TracedRun(Tracer tracer, Path directory) {
        this.tracer = tracer;
        this.directory = directory;
    }

    /** A process that was started, and its end. */
    record Started(int pid, CompletableFuture<ExitStatus> ending) {
        Started {
            if (pid <= 1) {
                throw new IllegalArgumentException("no child has the process id " + pid); // to kill(2) it means others
            }
        }

        ExitStatus await() {
            try {
                return ending.get(60, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError("process " + pid + " did not end", e);
            }
        }
    }

    Started start(Attribution who, BpfProgram filter, String... command) {
        int nothing = linux.open("/dev/null", O_RDWR);
        SpawnRequest request = SpawnRequest.of(
                        command[0],
                        List.of(command),
                        Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
                        List.of(nothing, nothing, nothing))
                .in(directory.toString())
                .inOwnSession();
        CompletableFuture<Started> started = new CompletableFuture<>();
        try {
            HeldChild.start(
                    linux,
                    directory,
                    request,
                    Optional.of(filter),
                    pid -> started.complete(new Started(pid, tracer.attach(pid, who))));
        } finally {
            linux.close(nothing);
        }
        return started.join();
    }

    Started start(String... command) {
        return start(Attribution.learner(), new HighlightFilter().alone(), command);
    }

    /** Runs a script of sh(1) to its end. */
    ExitStatus script(String script) {
        return start("/bin/sh", "-c", script).await();
    }
}
