package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sangja.runtime.limits.LimitLadder;
import dev.sangja.runtime.limits.LimitLadder.Rung;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LimitEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine whose limits are control groups of version 2, with their controllers. Few hosts of tests have them, and an
 * emulated one is slow: so it is one machine, and the waits are long. See {@code runtime/src/test/guest/run}.
 */
class DelegatedGroupsIT {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    @TempDir
    private static Path directory = Path.of("");

    private static LiveMachine machine;

    @BeforeAll
    static void makeMachine() throws Exception {
        assumeTrue(
                LimitLadder.detect().rung() == Rung.CGROUP_V2,
                "no control groups of version 2 with controllers are there for this user");
        machine = new MachineFactory(directory).launch("one");
    }

    @AfterAll
    static void closeMachine() {
        if (machine != null) {
            machine.close();
        }
    }

    private static LiveMachine.Outcome run(String code) throws Exception {
        return machine.start(code, TIME_LIMIT).end().get(20, TimeUnit.MINUTES);
    }

    @Test
    void theWorkbenchSeesItsGroupsAndMakesSomeByHand() throws Exception {
        assertThat(run("grep ^0 /proc/self/cgroup; echo $CGV $CG; cat $CG/cgroup.controllers; mkdir $CG/hand;"
                                + " echo 32M >$CG/hand/memory.max; cat $CG/hand/memory.max; rmdir $CG/hand")
                        .output())
                .startsWith("0::/lab/bench\nv2 /sys/fs/cgroup/lab\n")
                .contains("memory")
                .endsWith("33554432\n");
    }

    @Test
    void aMemoryEaterIsEndedByTheKernelAndTheFileNamed() throws Exception {
        LiveMachine.Outcome outcome = run("tail /dev/zero; echo code $?");

        assertThat(outcome.output()).contains("code 137");
        assertThat(outcome.receipt().limits()).extracting(LimitEvent::source).anyMatch(file -> file.contains("memory"));
        assertThat(outcome.receipt().cost().peakMemoryBytes()).isGreaterThan(100L << 20);
    }

    @Test
    void aForkBombIsBoundedAndTheFileNamed() throws Exception {
        LiveMachine.Outcome outcome = run("bomb() { bomb | bomb & }; bomb");

        assertThat(outcome.receipt().ending()).isInstanceOf(Ending.Stopped.class);
        assertThat(outcome.receipt().limits()).extracting(LimitEvent::source).anyMatch(file -> file.contains("pids"));
    }

    @Test
    void aContainerIsUnderTheLimitsThatItsCommandNames() throws Exception {
        assertThat(run("docker run --rm --memory 32m --pids-limit 20 --cpus 0.5 lab/base:1 sh -c 'cat"
                                + " /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max /sys/fs/cgroup/cpu.max'")
                        .output())
                .endsWith("33554432\n20\n50000 100000\n")
                .doesNotContain("WARNING");
    }

    @Test
    void aContainerThatEatsItsMemoryIsMarked() throws Exception {
        assertThat(run("docker run --name hog --memory 32m lab/base:1 tail /dev/zero; echo code $?;"
                                + " docker inspect -f '{{.State.OOMKilled}}' hog")
                        .output())
                .endsWith("code 137\ntrue\n");
    }

    @Test
    void aContainerIsPausedAndItsLimitsAreChanged() throws Exception {
        assertThat(run("docker run -d --name box --memory 64m lab/base:1 sleep 1000 >/dev/null; docker pause box;"
                                + " docker ps --format '{{.Status}}'; docker unpause box; docker rm -f box")
                        .output())
                .contains("(Paused)")
                .endsWith("box\n");
    }
}
