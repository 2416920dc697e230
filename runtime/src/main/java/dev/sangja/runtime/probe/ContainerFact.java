package dev.sangja.runtime.probe;

import java.util.List;

/**
 * A container in full, measured when asked.
 *
 * @param imageId the image that it was made from, by the digest of its configuration
 * @param changes its writable layer by rising path: {@code A /tmp/x} added, {@code M} changed, {@code D} deleted,
 *     {@code O} a directory that hides what lies below it
 * @param layers the directories of its image's layers as it is mounted, the topmost first
 * @param writableBytes size of its writable layer's files
 * @param environment of its process 1, as {@code /proc/PID/environ} has it; none if it does not run
 * @param address its first IPv4 address; empty if it has none
 * @param ports {@code 127.0.0.1:8081->8080/tcp}
 * @param log what it wrote, at most the last 64 KiB
 * @param health the word of its health check, such as {@code unhealthy}; empty without one
 * @param healthExits what the last health checks ended with, the oldest first
 */
public record ContainerFact(
        String imageId,
        List<String> changes,
        List<String> layers,
        long writableBytes,
        List<String> environment,
        String address,
        List<String> ports,
        String log,
        String health,
        List<Integer> healthExits) {
    public ContainerFact {
        changes = List.copyOf(changes);
        layers = List.copyOf(layers);
        environment = List.copyOf(environment);
        ports = List.copyOf(ports);
        healthExits = List.copyOf(healthExits);
    }
}
