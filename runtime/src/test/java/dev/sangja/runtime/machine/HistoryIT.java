package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sangja.runtime.history.FileState;
import dev.sangja.runtime.probe.HistoryFact;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a real machine, taken back to what they were before a cell. */
final class HistoryIT {
    @TempDir
    private Path directory;

    @Test
    void takesAMachinesFilesBackToWhatTheyWereBeforeACell() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        MachineFactory factory = new MachineFactory(directory);
        FileState before;
        long undone;
        try (LiveMachine machine = factory.launch("back")) {
            machine.run("mkdir -p /lab/l /lab/u /lab/w /lab/m; echo low >/lab/l/f; echo one >/etc/mark");
            machine.run("mount -t overlay o -o lowerdir=/lab/l,upperdir=/lab/u,workdir=/lab/w,userxattr /lab/m;"
                    + " rm /lab/m/f; rm /bin/vi; echo two >/etc/mark");
            HistoryFact history = machine.machine().history();
            FileState last = history.states().get(history.states().size() - 1);
            assertThat(last.number()).isEqualTo(history.current());
            assertThat(last.run()).isPresent();
            undone = last.number();
            before = history.states().stream()
                    .filter(state -> state.number() == last.parent())
                    .findFirst()
                    .orElseThrow();
            assertThat(machine.machine().compare(before.number(), last.number()))
                    .flatExtracting(diff -> diff.changes().stream()
                            .map(change -> change.kind() + " " + change.path())
                            .toList())
                    .contains("DELETED /bin/vi", "MODIFIED /etc/mark");
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> machine.machine().goBack(9999))
                    .withMessageContaining("there is no state 9999");
            machine.machine().goBack(before.number());
        }
        try (LiveMachine machine = factory.launch("back")) {
            assertThat(machine.machine().history().refusal()).isEmpty();
            assertThat(machine.run("cat /etc/mark; ls -l /bin/vi | cut -c1; ls /lab/u; cat /lab/l/f")
                            .output())
                    .isEqualTo("one\nl\nlow\n");
            machine.run("echo branch >/lab/branch");
            assertThat(line(machine.machine().history()))
                    .contains(before.number())
                    .doesNotContain(undone);
        }
    }

    /** The present state and those that it came from. */
    private static List<Long> line(HistoryFact history) {
        List<Long> line = new ArrayList<>();
        long number = history.current();
        for (int index = history.states().size() - 1; index >= 0; index--) {
            if (history.states().get(index).number() == number) {
                line.add(number);
                number = history.states().get(index).parent();
            }
        }
        return line;
    }
}
