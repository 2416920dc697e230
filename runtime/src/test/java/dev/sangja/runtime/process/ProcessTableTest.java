package dev.sangja.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.receipt.ProcessView;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessTableTest {
    private final ProcessTable table = new ProcessTable(Path.of("/proc"));

    @Test
    void kinTellWhatAWholeReadingTellsOfParentsAndStartTimes() {
        int self = (int) ProcessHandle.current().pid();
        ProcessView whole = table.read(self, "").orElseThrow();

        ProcessView kin = table.kin().stream()
                .filter(process -> process.pid() == self)
                .findFirst()
                .orElseThrow();

        assertThat(kin.parent()).isEqualTo(whole.parent());
        assertThat(kin.startTicks()).isEqualTo(whole.startTicks());
        assertThat(kin.command()).isEqualTo(whole.command());
    }

    @Test
    void idsRiseAndHaveThisProcessAmongThem() {
        assertThat(table.ids()).isSorted().contains((int)
                ProcessHandle.current().pid());
    }
}
