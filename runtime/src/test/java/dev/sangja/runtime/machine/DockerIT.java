package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.runtime.receipt.TextDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The docker command in a real shell of a real machine. */
final class DockerIT {
    @TempDir
    private static Path directory;

    private static Optional<LiveMachine> machine = Optional.empty();

    @BeforeAll
    static void launch() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        machine = Optional.of(new MachineFactory(directory).launch("docker"));
        // The banner comes once a machine, and no test here is about it.
        cell("docker version >/dev/null");
    }

    @AfterAll
    static void close() {
        machine.ifPresent(LiveMachine::close);
    }

    private static LiveMachine.Outcome cell(String code) throws InterruptedException {
        return machine.orElseThrow().run(code);
    }

    private static String output(String code) throws InterruptedException {
        return cell(code).output();
    }

    @Test
    void runsManyContainersOneAfterTheOtherAndPassesTheirExitCodesOn() throws InterruptedException {
        assertThat(output("for i in 0 1 2 3 4 5 6 7 8 9 10 11; do docker run --rm lab/base:1 sh -c \"exit $i\";"
                        + " printf '%s ' $?; done"))
                .isEqualTo("0 1 2 3 4 5 6 7 8 9 10 11 ");
    }

    @Test
    void isACommandLikeAnyOtherInPipesSubstitutionsAndRedirections() throws InterruptedException {
        assertThat(output("for i in 1 2 3 4 5; do echo hey $i | docker run -i --rm lab/base:1 cat | tr a-z A-Z; done"))
                .isEqualTo("HEY 1\nHEY 2\nHEY 3\nHEY 4\nHEY 5\n");
        assertThat(output("x=$(docker run --rm -h inside lab/base:1 hostname); echo \"<$x>\""))
                .isEqualTo("<inside>\n");
        assertThat(output("echo file >/lab/in; docker run -i --rm lab/base:1 cat </lab/in >/lab/out; cat /lab/out"))
                .isEqualTo("file\n");
    }

    @Test
    void losesNothingOfWhatAContainerSaysToAClientThatHasJustCome() throws InterruptedException {
        assertThat(output("docker run -d --name talks lab/base:1 sleep 4321 >/dev/null\n"
                        + "for i in $(seq 40); do docker exec talks echo $i >/lab/said; cat /lab/said; done | wc -l\n"
                        + "docker rm -f talks"))
                .isEqualTo("40\ntalks\n");
    }

    @Test
    void showsAContainersProcessInThePsOfItsHost() throws InterruptedException {
        assertThat(output("docker run -d --name seen lab/base:1 sleep 4321 >/dev/null\n"
                        + "ps -eo args | grep '^sleep 4321'; docker exec seen ps -o pid,args | grep 'sleep 4321$'\n"
                        + "docker rm -f seen"))
                .isEqualTo("sleep 4321\n    1 sleep 4321\nseen\n");
    }

    @Test
    void givesAContainerDockersPowersAndNoMore() throws InterruptedException {
        assertThat(output("docker run --rm lab/base:1 grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/self/status"))
                .isEqualTo("CapEff:\t00000000a80425fb\nNoNewPrivs:\t1\nSeccomp:\t2\n");
        assertThat(output("docker run --rm lab/base:1 sh -c 'mount -t tmpfs none /tmp 2>&1; echo $?'"))
                .contains("permission denied")
                .endsWith("1\n");
    }

    @Test
    void keepsTheWorkbenchsFloorUnderAProfileOfTheLearnersOwn() throws InterruptedException {
        assertThat(output("echo '{\"defaultAction\":\"SCMP_ACT_ALLOW\"}' >/lab/all.json\n"
                        + "docker run --rm --security-opt seccomp=/lab/all.json lab/base:1"
                        + " grep -E '^Seccomp_filters' /proc/self/status"))
                .isEqualTo("Seccomp_filters:\t2\n");
    }

    @Test
    void opensATerminalForAContainerInATerminalAndGivesTheClientsBack() throws InterruptedException {
        // script(1) of the host is not in the workbench: the terminal is a container's, and docker runs beside it.
        assertThat(output("docker run -t --rm lab/base:1 sh -c 'test -t 1 && stty size'"))
                .isEqualTo("24 80\r\n");
        assertThat(output("docker run -it --rm lab/base:1 true; echo $?"))
                .contains("not a TTY")
                .endsWith("1\n");
    }

    @Test
    void tellsWhatEachWritableLayerGotEvenOfAContainerThatIsGone() throws InterruptedException {
        Receipt receipt = cell("echo one >/lab/note; echo '# end' >>/etc/profile\n"
                        + "docker run --rm --name brief lab/base:1 sh -c 'echo x >/left; rm /bin/vi'")
                .receipt();

        assertThat(receipt.layers()).extracting(LayerDiff::place).containsExactly("workbench", "/lab", "brief");
        assertThat(paths(receipt.layers().get(0))).containsExactly("MODIFIED /etc/profile");
        assertThat(lines(receipt.layers().get(0))).contains("ADDED # end");
        assertThat(paths(receipt.layers().get(1))).containsExactly("ADDED /note");
        assertThat(paths(receipt.layers().get(2))).containsExactly("DELETED /bin/vi", "ADDED /left");
    }

    @Test
    void recordsWhatTheEngineCalledApartFromWhatTheWorkloadDid() throws InterruptedException {
        Receipt receipt = cell("docker run --rm lab/base:1 mkdir /made").receipt();

        assertThat(calls(receipt, Origin.ENGINE)).contains("unshare", "mount", "pivot_root", "sethostname", "capset");
        assertThat(receipt.journal().entries())
                .filteredOn(entry -> entry.origin() == Origin.CONTAINER)
                .extracting(entry -> entry.call().name())
                .contains("execve", "mkdir");
    }

    private static List<String> calls(Receipt receipt, Origin origin) {
        return receipt.journal().entries().stream()
                .filter(entry -> entry.origin() == origin)
                .map(JournalEntry::call)
                .map(call -> call.name())
                .toList();
    }

    private static List<String> paths(LayerDiff diff) {
        return diff.changes().stream()
                .map(change -> change.kind() + " " + change.path())
                .toList();
    }

    private static List<String> lines(LayerDiff diff) {
        return diff.changes().stream()
                .map(LayerChange::text)
                .flatMap(Optional::stream)
                .map(TextDiff::lines)
                .flatMap(List::stream)
                .map(line -> line.kind() + " " + line.text())
                .toList();
    }
}
