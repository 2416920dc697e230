package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class data that engines start from. */
final class EngineArchiveIT {
    @TempDir
    private Path directory;

    @Test
    void isWrittenByOneEngineAndMappedByTheNext() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        MachineFactory factory = new MachineFactory(directory);
        try (LiveMachine before = factory.launch("before")) {
            assertThat(before.machine().observe().hostname()).isEqualTo("lab");
            assertThat(archivesInUse()).isEmpty();
        }

        factory.archiveClasses();

        try (LiveMachine after = factory.launch("after")) {
            assertThat(after.machine().observe().hostname()).isEqualTo("lab");
            assertThat(archivesInUse()).hasSize(1);
        }
    }

    /** Which archives of ours the engines below this process have mapped; proc(5), /proc/PID/maps. */
    private static List<String> archivesInUse() {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> maps(process.pid()))
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .filter(name -> name.startsWith("engine-") && name.endsWith(".jsa"))
                .distinct()
                .toList();
    }

    private static Stream<String> maps(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "maps")).stream();
        } catch (IOException ended) {
            return Stream.empty();
        }
    }
}
