package dev.sangja.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.limits.Enforcement.Strength;
import dev.sangja.runtime.limits.LimitLadder.Rung;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ladder on hosts that are made of files; a file that is missing stands for one that may not be written. */
class LimitLadderTest {
    @TempDir
    private Path host;

    private final StringBuilder mounts = new StringBuilder("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
    private String membership = "0::/\n";

    @BeforeEach
    void makeProcess() throws IOException {
        Files.createDirectory(host.resolve("proc"));
    }

    private void file(String path, String text) throws IOException {
        Files.createDirectories(host.resolve(path).getParent());
        Files.writeString(host.resolve(path), text);
    }

    private void mount(String type, String at, String mode, String options) throws IOException {
        Files.createDirectories(host.resolve(at));
        mounts.append("40 22 0:9 / ")
                .append(host.resolve(at).toString().replace(" ", "\\040"))
                .append(' ')
                .append(mode)
                .append(",relatime shared:5 - ")
                .append(type)
                .append(" cgroup ")
                .append(options)
                .append('\n');
    }

    private void version1(String name, String options) throws IOException {
        mount("cgroup", "cg/" + name, "rw", "rw," + options);
        file("cg/" + name + "/cgroup.procs", "1\n");
    }

    private void version2Group(String path, String controllers, String members) throws IOException {
        file(path + "/cgroup.controllers", controllers + "\n");
        file(path + "/cgroup.subtree_control", "");
        file(path + "/cgroup.procs", members);
        file(path + "/cgroup.events", "populated 1\n");
    }

    private LimitLadder detect() throws IOException {
        file("proc/mountinfo", mounts.toString());
        file("proc/cgroup", membership);
        return LimitLadder.detect(host.resolve("proc"));
    }

    private static Enforcement of(LimitLadder ladder, LimitedResource resource) {
        return ladder.enforcements().stream()
                .filter(enforcement -> enforcement.resource() == resource)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void takesTheRootOfVersion2ForRoot() throws IOException {
        mount("cgroup2", "cg", "rw", "rw,nsdelegate");
        version2Group("cg", "cpuset cpu io memory pids", "1\n2\n");
        Files.delete(host.resolve("cg/cgroup.events"));
        membership = "0::/user.slice/session-1.scope\n";

        LimitLadder ladder = detect();

        assertThat(ladder.rung()).isEqualTo(Rung.CGROUP_V2);
        assertThat(ladder.tree().orElseThrow().directory(Controller.MEMORY)).contains(host.resolve("cg"));
        assertThat(ladder.vacate())
                .as("the hierarchy's root may keep its processes")
                .isFalse();
        assertThat(ladder.enforcements())
                .allMatch(enforcement -> enforcement.strength() == Strength.TOGETHER)
                .extracting(Enforcement::source)
                .containsExactly("memory.max", "pids.max", "cpu.max", "cpuset.cpus", "cgroup.freeze");
    }

    @Test
    void takesTheGroupThatWasDelegatedToTheUser() throws IOException {
        mount("cgroup2", "cg", "rw", "rw,nsdelegate");
        file("cg/cgroup.controllers", "cpuset cpu memory pids\n");
        file("cg/cgroup.events", "populated 1\n");
        version2Group("cg/user.slice/user@1000.service/app.slice/sangja.scope", "memory pids", "77\n");
        membership = "0::/user.slice/user@1000.service/app.slice/sangja.scope\n";

        LimitLadder ladder = detect();

        assertThat(ladder.rung()).isEqualTo(Rung.CGROUP_V2);
        assertThat(ladder.vacate()).isTrue();
        assertThat(ladder.tree().orElseThrow().directory(Controller.PROCESSES))
                .contains(host.resolve("cg/user.slice/user@1000.service/app.slice/sangja.scope"));
        assertThat(of(ladder, LimitedResource.CPU))
                .isEqualTo(new Enforcement(
                        LimitedResource.CPU,
                        Strength.NONE,
                        "",
                        Optional.of(new Shortfall(Shortfall.Code.CONTROLLER_MISSING, Map.of("controller", "cpu")))));
        assertThat(of(ladder, LimitedResource.FREEZE).strength()).isEqualTo(Strength.TOGETHER);
    }

    @Test
    void saysThatNothingWasDelegated() throws IOException {
        mount("cgroup2", "cg", "rw", "rw,nsdelegate");
        file("cg/cgroup.controllers", "cpuset cpu memory pids\n");
        file("cg/cgroup.events", "populated 1\n");
        file("cg/user.slice/session-1.scope/cgroup.events", "populated 1\n");
        membership = "0::/user.slice/session-1.scope\n";

        LimitLadder ladder = detect();

        assertThat(ladder.rung()).isEqualTo(Rung.RESOURCE_LIMITS);
        Enforcement memory = of(ladder, LimitedResource.MEMORY);
        assertThat(memory.strength()).isEqualTo(Strength.PER_PROCESS);
        assertThat(memory.source()).isEqualTo("RLIMIT_DATA");
        assertThat(memory.shortfall())
                .contains(new Shortfall(
                        Shortfall.Code.NOT_DELEGATED,
                        Map.of("directory", host.resolve("cg").toString())));
        assertThat(memory.shortfall().orElseThrow().key()).isEqualTo("limits.shortfall.not-delegated");
    }

    @Test
    void takesVersion1WhereVersion2HasNoControllers() throws IOException {
        version1("memory", "memory");
        version1("cpu,cpuacct", "cpu,cpuacct");
        version1("pids", "pids");
        version1("systemd", "name=systemd");
        mount("cgroup2", "cg/unified", "rw", "rw");
        version2Group("cg/unified", "hugetlb", "1\n");

        LimitLadder ladder = detect();

        assertThat(ladder.rung()).isEqualTo(Rung.CGROUP_V1);
        CgroupTree tree = ladder.tree().orElseThrow();
        assertThat(tree.directory(Controller.CPU)).isEqualTo(tree.directory(Controller.CPU_ACCOUNTING));
        assertThat(tree.distinctDirectories())
                .isEqualTo(List.of(host.resolve("cg/cpu,cpuacct"), host.resolve("cg/memory"), host.resolve("cg/pids")));
        assertThat(of(ladder, LimitedResource.MEMORY).source()).isEqualTo("memory.limit_in_bytes");
        assertThat(of(ladder, LimitedResource.CPUSET).shortfall())
                .contains(new Shortfall(Shortfall.Code.CONTROLLER_MISSING, Map.of("controller", "cpuset")));
    }

    @Test
    void saysThatVersion1NeedsRoot() throws IOException {
        mount("cgroup", "cg/memory", "rw", "rw,memory");

        LimitLadder ladder = detect();

        assertThat(ladder.rung()).isEqualTo(Rung.RESOURCE_LIMITS);
        assertThat(of(ladder, LimitedResource.MEMORY).shortfall().orElseThrow().code())
                .isEqualTo(Shortfall.Code.NEEDS_ROOT);
    }

    @Test
    void saysThatTheMountIsReadOnly() throws IOException {
        mount("cgroup", "cg/pids", "ro", "rw,pids");

        assertThat(of(detect(), LimitedResource.PROCESSES)
                        .shortfall()
                        .orElseThrow()
                        .code())
                .isEqualTo(Shortfall.Code.READ_ONLY);
    }

    @Test
    void saysThatThereAreNoControlGroups() throws IOException {
        LimitLadder ladder = detect();

        assertThat(ladder.rung().cgroupVersion()).isEqualTo("none");
        assertThat(ladder.enforcements())
                .allMatch(enforcement ->
                        enforcement.shortfall().orElseThrow().code() == Shortfall.Code.NO_CONTROL_GROUPS);
    }

    @Test
    void readsMountPointsWithSpaces() throws IOException {
        host = Files.createDirectory(host.resolve("with space"));
        Files.createDirectory(host.resolve("proc"));
        version1("memory", "memory");

        assertThat(detect().tree().orElseThrow().directory(Controller.MEMORY)).contains(host.resolve("cg/memory"));
    }
}
