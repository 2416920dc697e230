package dev.sangja.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sangja.runtime.limits.CgroupTree;
import dev.sangja.runtime.limits.CgroupVersion;
import dev.sangja.runtime.limits.Controller;
import dev.sangja.runtime.limits.LimitLadder;
import dev.sangja.runtime.limits.LimitLadder.Rung;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines in control groups of version 2 on a kernel that keeps its controllers in version 1: what needs no controller
 * is the same, and what does is told.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class UnifiedGroupsIT {
    @TempDir
    private Path directory = Path.of("");

    private static Optional<Path> unified() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            if (line.contains(" - cgroup2 ")) {
                Path mounted = Path.of(line.split(" ", -1)[4]);
                // The root of the whole hierarchy alone may hold processes beside groups.
                if (Files.notExists(mounted.resolve("cgroup.events")) && Files.isWritable(mounted)) {
                    return Optional.of(mounted);
                }
            }
        }
        return Optional.empty();
    }

    @Test
    void aMachineAndItsContainersLiveInTheirGroupsAndSeeOnlyThose() throws Exception {
        Optional<Path> unified = unified();
        assumeTrue(unified.isPresent(), "there is no hierarchy of version 2 for this user");
        CgroupTree tree = new CgroupTree(
                CgroupVersion.V2, Map.of(Controller.FREEZER, unified.get(), Controller.CPU_ACCOUNTING, unified.get()));
        LimitLadder ladder = new LimitLadder(Rung.CGROUP_V2, Optional.of(tree), false, List.of(), List.of());
        MachineFactory factory = new MachineFactory(directory, ladder);

        try (LiveMachine machine = factory.launch("one")) {
            assertThat(machine.run("grep ^0 /proc/self/cgroup; echo $CGV $CG; ls -d $CG/*/")
                            .output())
                    .isEqualTo("0::/lab/bench\nv2 /sys/fs/cgroup/lab\n/sys/fs/cgroup/lab/bench/\n"
                            + "/sys/fs/cgroup/lab/docker/\n");
            assertThat(machine.run("mkdir $CG/hand; sleep 100 & echo $! >$CG/hand/cgroup.procs;"
                                    + " grep ^0 /proc/$!/cgroup; kill $!")
                            .output())
                    .isEqualTo("0::/lab/hand\n");
            LiveMachine.Outcome container = machine.run("docker run --name box --memory 32m lab/base:1"
                    + " grep ^0 /proc/self/cgroup; docker start box >/dev/null; ls $CG/docker | grep -c box");
            assertThat(container.output())
                    .contains("does not support memory limit")
                    .contains("0::/\n");
            assertThat(machine.run("grep ^0 /proc/1/cgroup").output())
                    .as("the engine has come back from the containers that it made")
                    .isEqualTo("0::/engine\n");
            assertThat(container.receipt().cost().cpuNanos()).isPositive();
        }
        try (Stream<Path> left = Files.list(unified.get().resolve("sangja"))) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }
}
