package dev.sangja.runtime.container;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that several tests start from. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");

    static final ImageDetails BASE = new ImageDetails(
            "sha256:" + "a".repeat(64),
            List.of("lab/base:1"),
            List.of(),
            Instant.parse("2026-11-01T00:00:00Z"),
            2_012_345,
            "amd64",
            List.of("sha256:" + "1".repeat(64)),
            ImageDefaults.NONE);

    static final ImageDetails SHOP = new ImageDetails(
            "sha256:" + "b".repeat(64),
            List.of("lab/shop:1.0", "lab/shop:latest"),
            List.of(),
            Instant.parse("2026-11-02T00:00:00Z"),
            2_100_000,
            "amd64",
            List.of("sha256:" + "1".repeat(64), "sha256:" + "2".repeat(64)),
            new ImageDefaults(
                    List.of("/entry"),
                    List.of("serve", "--all"),
                    List.of("PATH=/bin", "COLOR=blue"),
                    "/app",
                    "1000",
                    List.of(new PortSpec.Port(8080, "tcp")),
                    Map.of("maker", "sangja"),
                    Signal.parse("QUIT")));

    private Samples() {}

    static ContainerRecord record(String digit, String name) {
        return ContainerRecord.created(
                new ContainerId(digit.repeat(64)), name, BASE, ContainerSpec.of("lab/base:1", "true"), NOON);
    }

    static ProcessSpec process(Optional<List<String>> entrypoint, List<String> command, List<String> environment) {
        return new ProcessSpec(
                entrypoint, command, environment, Optional.empty(), Optional.empty(), false, false, java.util.Set.of());
    }
}
