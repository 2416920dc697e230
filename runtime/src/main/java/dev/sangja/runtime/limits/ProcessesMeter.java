package dev.sangja.runtime.limits;

import dev.sangja.runtime.limits.GroupUsage.Acted;
import dev.sangja.runtime.limits.GroupUsage.Meter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the pids controller, whose files are the same in both versions. */
final class ProcessesMeter {
    private static final String LIMIT = "pids.max";

    private ProcessesMeter() {}

    static Optional<Meter> read(KernelFiles files, Path directory) {
        OptionalLong used = files.number(directory.resolve("pids.current"));
        if (used.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Meter(
                used.getAsLong(),
                // From Linux 6.1.
                files.number(directory.resolve("pids.peak")).orElse(used.getAsLong()),
                files.number(directory.resolve(LIMIT)).orElse(0),
                LIMIT,
                Acted.read(files, directory, "pids.events", "max")));
    }
}
