package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.EngineFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What an engine says of itself. */
final class EngineSelf {
    private static final String VERSION = "1.0.0";

    private EngineSelf() {}

    static EngineFacts facts(EngineConfiguration configuration) {
        try {
            String kernel =
                    Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
            return new EngineFacts(
                    VERSION,
                    configuration.hostname(),
                    Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(),
                    kernel,
                    "Sangja lab host",
                    System.getProperty("os.arch", ""),
                    Runtime.getRuntime().availableProcessors(),
                    configuration.memoryBytes(),
                    configuration.controlGroups() == 0 ? "none" : Integer.toString(configuration.controlGroups()),
                    EnginePaths.CONTAINERS,
                    List.of("seccomp", "rootless"),
                    Instant.now(),
                    Set.of());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
