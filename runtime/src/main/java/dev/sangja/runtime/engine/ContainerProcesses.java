package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerProcess;
import dev.sangja.runtime.process.ProcessTable;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.ProcessView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The processes of a container: all that live in its PID namespace. */
final class ContainerProcesses {
    private static final long TICKS_PER_SECOND = 100; // USER_HZ, asm-generic/param.h

    private ContainerProcesses() {}

    static List<ContainerProcess> of(ProcessTable table, int init) {
        List<ProcessView> all = table.read(pid -> "");
        Object namespace = all.stream()
                .filter(process -> process.pid() == init)
                .findFirst()
                .map(process -> (Object) process.namespaces().getOrDefault(NamespaceType.PID, -1L))
                .orElse(-2L);
        Instant boot = Instant.now().minusNanos(System.nanoTime());
        return all.stream()
                .filter(process -> Objects.equals(process.namespaces().get(NamespaceType.PID), namespace))
                .map(process -> new ContainerProcess(
                        process.pid(),
                        process.parent(),
                        process.userId() == 0 ? "root" : Integer.toString(process.userId()),
                        process.command(),
                        process.arguments(),
                        process.state(),
                        "?",
                        boot.plusMillis(process.startTicks() * 1000 / TICKS_PER_SECOND),
                        Duration.ofNanos(table.cpuNanos(process.pid())),
                        0,
                        0))
                .toList();
    }
}
