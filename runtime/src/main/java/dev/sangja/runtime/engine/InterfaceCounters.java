package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.ContainerUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What has passed a container's interfaces, without loopback, from {@code /proc/PID/net/dev}; proc(5).
 *
 * @param received -1 if it cannot be told
 */
record InterfaceCounters(long received, long sent) {
    private static final int RECEIVED = 1;
    private static final int SENT = 9;

    static InterfaceCounters of(int pid) {
        long received = 0;
        long sent = 0;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/dev"))) {
                String[] fields = line.strip().split("[:\\s]+", -1);
                if (fields.length > SENT && line.indexOf(':') > 0 && !fields[0].equals("lo")) {
                    received += Long.parseLong(fields[RECEIVED]);
                    sent += Long.parseLong(fields[SENT]);
                }
            }
            return new InterfaceCounters(received, sent);
        } catch (IOException | NumberFormatException gone) {
            return new InterfaceCounters(-1, -1);
        }
    }

    /** That usage, with these. */
    ContainerUsage in(ContainerUsage usage) {
        return new ContainerUsage(
                usage.atNanos(),
                usage.processorNanos(),
                usage.memoryBytes(),
                usage.memoryLimitBytes(),
                received,
                sent,
                usage.blockReadBytes(),
                usage.blockWrittenBytes(),
                usage.processes());
    }
}
