package dev.sangja.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.linux.Linux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2 against a directory tree with the kernel's files in it; what is told is read from the record. */
class ControlGroupV2Test {
    private static final LimitSpec EVERYTHING = new LimitSpec(
            OptionalLong.of(33_554_432),
            OptionalLong.of(500_000_000),
            OptionalLong.of(512),
            Optional.of("0-1"),
            OptionalLong.of(20));

    private final List<SyscallCall> calls = new ArrayList<>();
    private final Linux linux = Linux.system((call, start, duration, outcome) -> calls.add(call));

    @TempDir
    private Path directory;

    private ControlGroup root() {
        return CgroupTree.version2(
                        directory,
                        EnumSet.of(Controller.MEMORY, Controller.CPU, Controller.PROCESSES, Controller.CPUSET))
                .root(linux);
    }

    private void kernelFile(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> told() {
        return calls.stream()
                .filter(call -> call.name().equals("write"))
                .map(call -> ((ArgumentValue.Text) call.argument("buf").orElseThrow()).value())
                .toList();
    }

    private List<String> toldFiles() {
        return calls.stream()
                .filter(call -> call.name().equals("openat"))
                .map(call -> directory
                        .relativize(Path.of(
                                ((ArgumentValue.Text) call.argument("pathname").orElseThrow()).value()))
                        .toString())
                .toList();
    }

    @Test
    void handsDownTheControllersThatAreAvailableAndNotYetHandedDown() throws IOException {
        kernelFile("cgroup.controllers", "cpuset cpu io memory pids\n");
        kernelFile("cgroup.subtree_control", "memory\n");
        kernelFile("box/cgroup.controllers", "memory\n");
        kernelFile("box/cgroup.subtree_control", "");

        root().child("box").child("inner").create();

        assertThat(toldFiles())
                .containsExactly(
                        "cgroup.subtree_control",
                        "cgroup.subtree_control",
                        "cgroup.subtree_control",
                        "box/cgroup.subtree_control");
        assertThat(told()).containsExactly("+pids", "+cpu", "+cpuset", "+memory");
        assertThat(directory.resolve("box/inner")).isDirectory();
    }

    @Test
    void setsLimits() throws IOException {
        for (String file :
                List.of("memory.max", "memory.swap.max", "cpu.max", "cpu.weight", "cpuset.cpus", "pids.max")) {
            kernelFile("box/" + file, "");
        }

        assertThat(root().child("box").apply(EVERYTHING)).isEmpty();

        assertThat(toldFiles())
                .containsExactly(
                        "box/memory.max",
                        "box/memory.swap.max",
                        "box/cpu.max",
                        "box/cpu.weight",
                        "box/cpuset.cpus",
                        "box/pids.max");
        assertThat(told()).containsExactly("33554432", "0", "50000 100000", "20", "0-1", "20");
    }

    @Test
    void liftsLimits() throws IOException {
        for (String file : List.of("memory.max", "memory.swap.max", "cpu.max", "pids.max")) {
            kernelFile("box/" + file, "");
        }

        root().child("box")
                .apply(new LimitSpec(
                        OptionalLong.of(0),
                        OptionalLong.of(0),
                        OptionalLong.empty(),
                        Optional.empty(),
                        OptionalLong.of(-1)));

        assertThat(told()).containsExactly("max", "max", "max 100000", "max");
    }

    @Test
    void namesWhatItCannotLimit() throws IOException {
        kernelFile("box/pids.max", "");

        assertThat(root().child("box").apply(EVERYTHING))
                .containsExactly(LimitedResource.MEMORY, LimitedResource.CPU, LimitedResource.CPUSET);
    }

    @Test
    void readsUsageLimitsAndEvents() throws IOException {
        kernelFile("box/memory.current", "1048576\n");
        kernelFile("box/memory.peak", "2097152\n");
        kernelFile("box/memory.max", "33554432\n");
        kernelFile("box/memory.events", "low 0\nhigh 0\nmax 9\noom 3\noom_kill 3\noom_group_kill 0\n");
        kernelFile("box/memory.events.local", "low 0\nhigh 0\nmax 4\noom 1\noom_kill 1\noom_group_kill 0\n");
        kernelFile("box/pids.current", "3\n");
        kernelFile("box/pids.max", "max\n");
        kernelFile("box/pids.events", "max 2\n");
        kernelFile("box/cpu.stat", "usage_usec 1500\nuser_usec 1000\nnr_periods 9\nnr_throttled 4\nthrottled_usec 7\n");
        kernelFile("box/cpu.max", "50000 100000\n");

        GroupUsage usage = root().child("box").usage();

        assertThat(usage.memory())
                .contains(new GroupUsage.Meter(
                        1048576,
                        2097152,
                        33554432,
                        "memory.max",
                        new GroupUsage.Acted(1, "memory.events.local", "oom_kill 1")));
        assertThat(usage.processes())
                .contains(new GroupUsage.Meter(3, 3, 0, "pids.max", new GroupUsage.Acted(2, "pids.events", "max 2")));
        assertThat(usage.cpu())
                .contains(new GroupUsage.Meter(
                        1_500_000, 1_500_000, 0.5, "cpu.max", new GroupUsage.Acted(4, "cpu.stat", "nr_throttled 4")));
    }

    @Test
    void readsNothingWhereThereIsNothing() {
        assertThat(root().child("box").usage())
                .isEqualTo(new GroupUsage(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(root().child("box").exists()).isFalse();
        assertThat(root().child("box").members()).isEmpty();
        assertThat(root().child("box").freeze()).isFalse();
    }

    @Test
    void movesAllThreadsOfAProcessByOneWrite() throws IOException {
        kernelFile("box/cgroup.procs", "17\n0\n4\n");

        root().child("box").join(42);

        assertThat(calls).extracting(SyscallCall::name).containsExactly("openat", "write", "close");
        assertThat(calls.get(1).arguments()).contains(new Argument("buf", new ArgumentValue.Text("42", false)));
    }

    @Test
    void leavesOutMembersThatItsPidNamespaceDoesNotSee() throws IOException {
        kernelFile("box/cgroup.procs", "17\n0\n4\n");

        assertThat(root().child("box").members()).containsExactly(4, 17);
    }

    @Test
    void freezesAndThaws() throws IOException {
        kernelFile("box/cgroup.freeze", "0");
        kernelFile("box/cgroup.events", "populated 1\nfrozen 1\n");

        assertThat(root().child("box").freeze()).isTrue();
        root().child("box").thaw();

        assertThat(told()).containsExactly("1", "0");
    }

    @Test
    void killsByOneWord() throws IOException {
        kernelFile("box/cgroup.kill", "");
        kernelFile("box/cgroup.procs", "");

        assertThat(root().child("box").kill()).isTrue();

        assertThat(told()).containsExactly("1");
        assertThat(toldFiles()).containsExactly("box/cgroup.kill");
    }

    @Test
    void refusesNamesThatAreNone() {
        for (String name : List.of("", ".", "..", "a/b", "cgroup.procs", "-x", "a b", "é")) {
            assertThatThrownBy(() -> root().child(name)).as(name).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
