package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.JournalEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** strace(1) typed by a learner in the workbench: a real tool there, and no way into the engine. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LearnersTracerIT {
    @TempDir
    private static Path directory = Path.of("");

    private static LiveMachine machine;

    @BeforeAll
    static void makeMachine() throws Exception {
        machine = new MachineFactory(directory).launch("strace");
    }

    @AfterAll
    static void closeMachine() {
        machine.close();
    }

    @Test
    void straceShowsWhatAProgramAndItsChildrenCall() throws Exception {
        String output = machine.run("cd /lab; strace -f -o /lab/t sh -c 'ls /; mkdir made; exit 3' >/dev/null; echo $?;"
                        + " grep -c 'execve(' t; grep -o 'mkdir(\"made\", 0777) *= 0' t; grep ENOSYS t")
                .output();

        assertThat(output).startsWith("3\n").contains("mkdir(\"made\", 0777)").doesNotContain("ENOSYS");
    }

    @Test
    void theReceiptTellsOfTheTracerAndThenGoesOn() throws Exception {
        List<String> lines = machine
                .run("strace -o /dev/null sh -c 'mkdir /lab/unseen'; mkdir /lab/seen")
                .receipt()
                .journal()
                .entries()
                .stream()
                .map(JournalEntry::line)
                .toList();

        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("ptrace(PTRACE_SEIZE, "))
                .anySatisfy(line -> assertThat(line).startsWith("mkdir(\"/lab/seen\""))
                .noneSatisfy(line -> assertThat(line).startsWith("mkdir(\"/lab/unseen\""));
    }

    @Test
    void straceAttachesToARunningProcessAndLetsItGoAgain() throws Exception {
        String output = machine.run("""
                cd /lab; mkfifo go; (read -r x < go; mkdir during; read -r x < go; mkdir after) & P=$!
                strace -f -o attached -p $P 2>err & S=$!
                until grep -qs attached err; do :; done; echo x > go
                until [ -d during ]; do :; done; kill $S; wait $S; echo x > go; wait $P; echo $?
                grep -c 'mkdir("during"' attached; ls -d after""").output();

        assertThat(output).isEqualTo("0\n1\nafter\n");
    }

    @Test
    void theShellOfTheCellsItselfCanBeTracedAndIsObservedAfterwards() throws Exception {
        machine.run("strace -f -o /lab/shell -p $$ 2>/lab/err & S=$!; until grep -qs attached /lab/err; do :; done;"
                + " mkdir /lab/whileTraced; kill $S; wait $S");

        LiveMachine.Outcome next = machine.run("mkdir /lab/afterwards; grep -c whileTraced /lab/shell; ls -d /lab/w*");
        assertThat(next.output()).doesNotStartWith("0\n").endsWith("/lab/whileTraced\n");
        assertThat(next.receipt().journal().entries())
                .anySatisfy(entry -> assertThat(entry.line()).startsWith("mkdir(\"/lab/afterwards\""));
    }

    @Test
    void nobodyTracesOrReadsTheEngine() throws Exception {
        String output = machine.run(
                        "strace -p 1 2>&1; cat /proc/1/mem 2>&1 | head -c 100; head -c 10 /proc/1/maps 2>&1;"
                                + " ls /proc/1/fd 2>&1; echo; for t in $(ls /proc/1/task); do strace -p $t 2>&1; done")
                .output();

        assertThat(output)
                .contains("attach: ptrace(PTRACE_SEIZE, 1): Operation not permitted")
                .doesNotContain("attached");
    }

    @Test
    void whatTheWorkbenchRefusesIsRefusedBelowATracerToo() throws Exception {
        String output = machine.run("cd /lab; strace -f -o refused busybox sh -c 'insmod x; swapoff /x;"
                        + " busybox chroot / /bin/true; reboot -f' 2>/dev/null;"
                        + " grep -oE '(swapoff|reboot|init_module|finit_module)\\(.*' refused")
                .output();

        assertThat(output).contains("swapoff(").doesNotContain("= 0");
        assertThat(output.lines()).allSatisfy(line -> assertThat(line).contains("EPERM"));
    }
}
