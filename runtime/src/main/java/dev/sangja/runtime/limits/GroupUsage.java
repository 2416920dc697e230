package dev.sangja.runtime.limits;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one control group says of itself; what its controllers do not count is absent.
 *
 * @param memory in bytes
 * @param processes processes and threads
 * @param cpu used: nanoseconds since the group was made; limit: processors
 */
public record GroupUsage(Optional<Meter> memory, Optional<Meter> processes, Optional<Meter> cpu) {
    /**
     * One resource.
     *
     * @param used as last read
     * @param peak the most that was used; equal to used where nobody counts
     * @param limit the group's own bound; 0 if it has none
     * @param limitFile the kernel file that bounds it
     * @param acted how often the bound acted
     */
    public record Meter(double used, double peak, double limit, String limitFile, Acted acted) {}

    /** How often a bound acted, and the kernel file and line that say so; 0 and an empty line where none does. */
    public record Acted(long count, String file, String line) {
        /** Reads the events of that very group, where the kernel tells them from those of the groups below. */
        static Acted read(KernelFiles files, Path directory, String file, String name) {
            String local = file + ".local";
            boolean tellsApart = file.endsWith(".events") && Files.exists(directory.resolve(local));
            String chosen = tellsApart ? local : file;
            return files.line(directory.resolve(chosen), name)
                    .map(line -> new Acted(line.value(), chosen, line.text()))
                    .orElse(new Acted(0, chosen, ""));
        }
    }
}
