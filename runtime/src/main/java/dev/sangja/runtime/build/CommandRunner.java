package dev.sangja.runtime.build;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.store.ImageConfig;
import dev.sangja.runtime.store.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the commands of RUN, each in a container of its own, and keeps what they wrote. */
public interface CommandRunner {
    /**
     * A command.
     *
     * @param layers what its container is made of
     * @param settings the image's, for its user and its working directory
     * @param words program and arguments
     * @param environment {@code NAME=value}
     * @param mounts what it sees besides
     * @param network {@code default}, {@code none} or {@code host}
     * @param volumes absolute paths whose changes are dropped
     * @param scripts files for {@code /dev/pipes}, by name: heredocs that are programs
     * @param secrets what secret mounts show, by id
     */
    record Command(
            List<Layer> layers,
            ImageConfig.Execution settings,
            List<String> words,
            List<String> environment,
            List<CommandMount> mounts,
            String network,
            Set<String> volumes,
            Map<String, String> scripts,
            Map<String, byte[]> secrets) {
        public Command {
            layers = List.copyOf(layers);
            words = List.copyOf(words);
            environment = List.copyOf(environment);
            mounts = List.copyOf(mounts);
            volumes = Set.copyOf(volumes);
            scripts = Map.copyOf(scripts);
            secrets = Map.copyOf(secrets);
        }
    }

    /**
     * What came of it.
     *
     * @param layer what it wrote; empty if it did not end with 0
     * @param syscalls how many system calls of it were recorded
     * @param discarded whether it changed something in a volume
     */
    record Outcome(int exitCode, Optional<Layer> layer, long syscalls, boolean discarded) {}

    /**
     * Runs a command to its end.
     *
     * @param output gets what it writes, both streams mixed
     * @throws java.util.concurrent.CancellationException if that happens; the command has been ended
     */
    Outcome run(Command command, OutputStream output, Cancellation cancellation) throws IOException;

    /** Runs nothing: for builds outside of a machine. */
    static CommandRunner none() {
        return (command, output, cancellation) -> {
            throw BuildException.of("RUN needs a machine, and this build has none");
        };
    }
}
