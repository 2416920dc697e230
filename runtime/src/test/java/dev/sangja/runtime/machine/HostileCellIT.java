package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cells that do their worst, each inside a real machine and nowhere else: every one is bounded and named, and another
 * learner's machine answers meanwhile.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HostileCellIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    @TempDir
    private static Path directory = Path.of("");

    private static Machines machines;

    private LiveMachine victim;

    /** The machines of this class. */
    private record Machines(MachineFactory factory, LiveMachine neighbour) {}

    @BeforeAll
    static void makeNeighbour() throws Exception {
        MachineFactory factory = new MachineFactory(directory);
        machines = new Machines(factory, factory.launch("neighbour"));
    }

    @AfterAll
    static void closeNeighbour() {
        machines.neighbour().close();
    }

    @BeforeEach
    void makeVictim() throws Exception {
        victim = machines.factory().launch("victim");
    }

    @AfterEach
    void closeVictim() {
        victim.close();
    }

    private static void neighbourAnswers() throws Exception {
        long began = System.nanoTime();
        assertThat(machines.neighbour().run("echo still here").output()).isEqualTo("still here\n");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    private Receipt suffer(String cell) throws Exception {
        return suffer(cell, LONG_ENOUGH);
    }

    private Receipt suffer(String cell, Duration timeLimit) throws Exception {
        LiveMachine.Running running = victim.start(cell, timeLimit);
        neighbourAnswers();
        Receipt receipt = running.await().receipt();
        neighbourAnswers();
        return receipt;
    }

    private static LimitEvent only(Receipt receipt, String resource) {
        assertThat(receipt.limits()).extracting(LimitEvent::resource).contains(resource);
        return receipt.limits().stream()
                .filter(limit -> limit.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aForkBombIsEndedAndItsLimitNamed() throws Exception {
        Receipt receipt = suffer("bomb() { bomb | bomb & }; bomb");

        assertThat(receipt.ending()).isInstanceOf(Ending.Stopped.class);
        assertThat(((Ending.Stopped) receipt.ending()).limit()).isEqualTo("processes");
        LimitEvent limit = only(receipt, "processes");
        assertThat(limit.place()).isEqualTo("machine");
        assertThat(limit.limit()).isEqualTo(MachineSettings.standard().processes());
        assertThat(limit.source()).containsAnyOf("pids.events", "RLIMIT_NPROC");
        assertThat(victim.run("ps -e | wc -l").output().strip())
                .as("few are left")
                .hasSize(1);
    }

    @Test
    void aCellIsNotToldWhatBecameOfAnEarlierOnesProcesses() throws Exception {
        assertThat(victim.run("sleep 4321 | sleep 4321 & P=$!; (kill -KILL $P) &")
                        .output())
                .isEmpty();

        assertThat(victim.run("echo new").output()).isEqualTo("new\n");
    }

    @Test
    void aMemoryEaterIsEndedByTheKernelAndTheCellSeesIt() throws Exception {
        Receipt receipt = suffer("tail /dev/zero; echo code $?");

        assertThat(only(receipt, "memory").source())
                .containsAnyOf("memory.oom_control", "memory.events", "RssAnon", "RLIMIT_DATA");
        assertThat(receipt.cost().peakMemoryBytes())
                .isBetween(100L << 20, MachineSettings.standard().memoryBytes() * 2);
    }

    @Test
    void aContainerThatEatsMemoryIsEndedAloneAndMarked() throws Exception {
        LiveMachine.Outcome outcome = victim.run("docker run --name hog --memory 32m lab/base:1 tail /dev/zero"
                + " 2>/dev/null; echo code $?; docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' hog");

        if (outcome.receipt().limits().isEmpty()) {
            // Without control groups nobody counts for one container, and it says so.
            assertThat(victim.run("docker run --rm --memory 32m lab/base:1 true")
                            .output())
                    .contains("WARNING: Your kernel does not support memory limit capabilities");
            return;
        }
        assertThat(outcome.output()).contains("code 137").contains("true 137");
        LimitEvent limit = only(outcome.receipt(), "memory");
        assertThat(limit.place()).isEqualTo("hog");
        assertThat(limit.limit()).isEqualTo(32 << 20);
        assertThat(limit.source()).startsWith("docker/hog/memory.");
        assertThat(limit.evidence()).startsWith("oom_kill ");
    }

    @Test
    void aDiskFillerIsStoppedNearTheBoundAndMayCleanUp() throws Exception {
        Receipt receipt = suffer("i=0; while head -c 100000000 /dev/zero >/lab/f$i; do i=$((i+1)); done");

        assertThat(receipt.ending()).isInstanceOf(Ending.Stopped.class);
        assertThat(((Ending.Stopped) receipt.ending()).limit()).isEqualTo("disk");
        assertThat(only(receipt, "disk").source()).isEqualTo("disk_bytes");
        Receipt cleaning = victim.run("rm /lab/f*; ls /lab | wc -l").receipt();
        assertThat(cleaning.ending()).isEqualTo(new Ending.Exited(0));
    }

    @Test
    void filesWithoutNamesCountToo() throws Exception {
        Receipt receipt = suffer("exec 8>/lab/a 9>/lab/b; rm /lab/a /lab/b; head -c 400000000 /dev/zero >&8;"
                + " head -c 400000000 /dev/zero >&9; sleep 20");

        assertThat(((Ending.Stopped) receipt.ending()).limit()).isEqualTo("disk");
    }

    @Test
    void aSingleFileEndsAtTheBound() throws Exception {
        Receipt receipt = suffer("head -c 600000000 /dev/zero >/lab/big");

        assertThat(only(receipt, "disk").source()).isIn("RLIMIT_FSIZE", "disk_bytes");
    }

    @Test
    void aFloodOfOutputIsCut() throws Exception {
        LiveMachine.Running running = victim.start("head -c 1000000000 /dev/zero | tr '\\0' x", LONG_ENOUGH);
        neighbourAnswers();
        LiveMachine.Outcome outcome = running.await();

        assertThat(((Ending.Stopped) outcome.receipt().ending()).limit()).isEqualTo("output");
        assertThat(only(outcome.receipt(), "output").source()).isEqualTo("output_bytes");
        assertThat(outcome.output()).hasSizeLessThanOrEqualTo(1 << 20);
    }

    @Test
    void whoSleepsForEverIsStoppedWhenTheTimeIsOver() throws Exception {
        Receipt receipt = suffer("sleep infinity", Duration.ofSeconds(2));

        assertThat(((Ending.Stopped) receipt.ending()).limit()).isEqualTo("time");
        LimitEvent limit = only(receipt, "time");
        assertThat(limit.limit()).isEqualTo(2);
        assertThat(limit.unit()).isEqualTo("seconds");
    }

    @Test
    void whoOpensTooManyFilesIsRefusedAndTheLimitNamed() throws Exception {
        Receipt receipt = suffer("cd /lab; tee $(seq 1 1100) </dev/null >/dev/null 2>&1; rm $(seq 1 1100) 2>/dev/null");

        LimitEvent limit = only(receipt, "files");
        assertThat(limit.source()).isEqualTo("RLIMIT_NOFILE");
        assertThat(limit.limit()).isEqualTo(MachineSettings.standard().openFiles());
    }

    @Test
    void whoKillsEverythingLosesOnlyTheMachinesOwnProcesses() throws Exception {
        victim.run("docker run -d --name box lab/base:1 sleep 1000; echo kept >/lab/kept");

        suffer("kill -9 -1; /bin/kill -9 -1; echo unreached");

        assertThat(victim.run("cat /lab/kept; docker ps -aq --filter name=box | wc -l")
                        .output())
                .isEqualTo("kept\n1\n");
    }

    @Test
    void whoUnmountsEverythingGetsAFreshMachineWithTheFiles() throws Exception {
        victim.run("echo kept >/lab/kept");

        victim.start("umount -l /run/sangja; umount -a -l 2>/dev/null; true", LONG_ENOUGH)
                .await();
        String cause = victim.machine().gone().toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(cause).contains("unmounted");
        neighbourAnswers();
        freshMachineHasTheFiles();
    }

    @Test
    void whoCrashesTheEngineGetsAFreshMachineWithTheFiles() throws Exception {
        victim.run("echo kept >/lab/kept");

        victim.start("kill -SEGV 1; sleep 20", LONG_ENOUGH);
        victim.machine().gone().toCompletableFuture().get(20, TimeUnit.SECONDS);

        neighbourAnswers();
        freshMachineHasTheFiles();
    }

    private static void freshMachineHasTheFiles() throws Exception {
        try (LiveMachine fresh = machines.factory().launch("victim")) {
            assertThat(fresh.run("cat /lab/kept; mount | grep -c /proc").output())
                    .startsWith("kept\n")
                    .doesNotEndWith("\n0\n");
        }
    }
}
