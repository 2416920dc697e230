package dev.sangja.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.limits.Enforcement.Strength;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SpawnRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this host offers, to root and to an ordinary user. */
class LimitLadderIT {
    private static final int NOBODY = 65534;

    private final Linux linux = Linux.system(Recorder.none());

    @Test
    void saysOfEveryResourceHowItIsLimited() {
        LimitLadder ladder = LimitLadder.detect();

        assertThat(ladder.enforcements()).extracting(Enforcement::resource).containsExactly(LimitedResource.values());
        assertThat(ladder.tree().isPresent()).isEqualTo(ladder.rung() != LimitLadder.Rung.RESOURCE_LIMITS);
        assertThat(ladder.enforcements())
                .allMatch(enforcement ->
                        enforcement.shortfall().isEmpty() == (enforcement.strength() == Strength.TOGETHER));
    }

    @Test
    void leavesResourceLimitsToAUserToWhomNothingWasDelegated() throws Exception {
        assumeTrue(isRoot(), "becoming another user takes root");
        FutureTask<LimitLadder> task = new FutureTask<>(() -> {
            linux.setGroups();
            linux.setGroup(NOBODY);
            linux.setUser(NOBODY);
            return LimitLadder.detect();
        });
        Thread thread = new Thread(task, "nobody");
        thread.start();
        thread.join();

        LimitLadder ladder = task.get();

        assertThat(ladder.rung()).isEqualTo(LimitLadder.Rung.RESOURCE_LIMITS);
        assertThat(ladder.machines(linux)).isEmpty();
        assertThat(ladder.enforcements())
                .filteredOn(enforcement -> enforcement.resource() == LimitedResource.PROCESSES)
                .singleElement()
                .satisfies(enforcement -> {
                    assertThat(enforcement.strength()).isEqualTo(Strength.PER_USER);
                    assertThat(enforcement.source()).isEqualTo("RLIMIT_NPROC");
                    assertThat(enforcement.shortfall()).isPresent();
                });
    }

    private static boolean isRoot() throws Exception {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    @Test
    void limitsAProcessAndItsChildren(@TempDir Path directory) throws Exception {
        Path output = Files.createFile(directory.resolve("output"));
        Path gate = directory.resolve("gate");
        linux.makeFifo(gate.toString(), 0600);
        int fd = linux.open(output.toString(), 2);
        int pid = linux.spawn(SpawnRequest.of(
                        "/bin/sh",
                        List.of(
                                "sh",
                                "-c",
                                "read go < " + gate + "; cat /proc/self/limits; head -c 20000 /dev/zero > big"),
                        Map.of("PATH", "/usr/bin:/bin"),
                        List.of(fd, fd, fd))
                .in(directory.toString()));
        int pidfd = linux.openProcess(pid);

        ResourceLimits.workload(64, 8192).apply(linux, pid);
        Files.writeString(gate, "go\n");
        ExitStatus status = linux.awaitExit(pidfd);
        linux.close(pidfd);
        linux.close(fd);

        String limits = Files.readString(output);
        assertThat(limits).containsPattern("Max open files +64 +64 ");
        assertThat(limits).containsPattern("Max core file size +0 +0 ");
        assertThat(status.shellCode()).as("SIGXFSZ or EFBIG").isNotZero();
        assertThat(Files.size(directory.resolve("big"))).isEqualTo(8192);
    }
}
