package dev.sangja.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sangja.runtime.container.LimitSpec;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.journal.SyscallCall;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.SpawnRequest;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.receipt.LimitEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Control groups of whichever version this host lets this user make; skipped where it lets none. */
class ControlGroupIT {
    private static final int NOBODY = 65534;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Linux linux = Linux.system(Recorder.none());
    private final List<Integer> children = new ArrayList<>();
    private Optional<ControlGroup> made = Optional.empty();

    @BeforeEach
    void makeGroup() {
        Optional<ControlGroup> machines = LimitLadder.detect().machines(linux);
        assumeTrue(machines.isPresent(), "this user may make no control groups here");
        made = machines.map(group -> group.child("it-" + UUID.randomUUID()));
        group().create();
    }

    @AfterEach
    void removeGroup() {
        made.ifPresent(group -> {
            boolean dead = group.kill();
            assertThat(dead).isTrue();
            children.forEach(linux::awaitExit);
            children.forEach(linux::close);
            group.remove();
            assertThat(group.exists()).isFalse();
        });
    }

    private static String place(String path) {
        return path.isEmpty() ? "box" : path;
    }

    private ControlGroup group() {
        return made.orElseThrow();
    }

    /** A process that was in the group before it did anything; gives its pidfd. */
    private int run(ControlGroup group, String... command) {
        Linux.Pipe gate = linux.pipe();
        int nowhere = linux.open("/dev/null", 2);
        List<String> arguments = new ArrayList<>(List.of("sh", "-c", "read go; exec \"$@\" </dev/null", "sh"));
        arguments.addAll(List.of(command));
        int pid = linux.spawn(SpawnRequest.of(
                "/bin/sh",
                arguments,
                Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
                List.of(gate.readEnd(), nowhere, nowhere)));
        int pidfd = linux.openProcess(pid);
        children.add(pidfd);
        group.join(pid);
        byte[] go = "go\n".getBytes(StandardCharsets.UTF_8);
        linux.write(gate.writeEnd(), go, go.length);
        List.of(gate.readEnd(), gate.writeEnd(), nowhere).forEach(linux::close);
        return pidfd;
    }

    private ExitStatus end(int pidfd) {
        ExitStatus status = linux.awaitExit(pidfd);
        children.remove((Integer) pidfd);
        linux.close(pidfd);
        return status;
    }

    private static LimitSpec memory(long bytes) {
        return LimitSpec.NONE.with(new LimitSpec(
                OptionalLong.of(bytes),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty()));
    }

    private static LimitSpec cpus(double cpus) {
        return new LimitSpec(
                OptionalLong.empty(),
                OptionalLong.of((long) (cpus * 1e9)),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private static LimitSpec processes(long count) {
        return new LimitSpec(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.of(count));
    }

    @Test
    void killsAHeapThatDoesNotFitAndSaysSo() {
        assertThat(group().apply(memory(32L << 20))).isEmpty();
        GroupSurvey before = group().survey();

        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ExitStatus status =
                end(run(group(), java, "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-version"));

        assertThat(status).isEqualTo(new ExitStatus(9, true));
        List<LimitEvent> events = group().survey().eventsSince(before, ControlGroupIT::place, LimitSpec.NONE);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).resource()).isEqualTo("memory");
        assertThat(events.get(0).place()).isEqualTo("box");
        assertThat(events.get(0).limit()).isEqualTo(32L << 20);
        assertThat(events.get(0).evidence()).isEqualTo("oom_kill 1");
        assertThat(group().survey().peakMemoryBytes().orElseThrow()).isBetween(20e6, (double) (32 << 20));
    }

    @Test
    void letsAHeapLiveThatFitsAndTellsAnotherKillFromTheLimits() {
        group().apply(memory(256L << 20));
        GroupSurvey before = group().survey();

        int pidfd = run(group(), "sleep", "1000");
        linux.signal(pidfd, 9);

        assertThat(end(pidfd)).isEqualTo(new ExitStatus(9, true));
        assertThat(group().survey().eventsSince(before, ControlGroupIT::place, LimitSpec.NONE))
                .isEmpty();
    }

    @Test
    void boundsAForkBombAndKillsItWhole() {
        assertThat(group().apply(processes(20))).isEmpty();
        GroupSurvey before = group().survey();

        run(group(), "sh", "-c", "b() { b | b & }; b; while :; do b; done");
        boolean acted = Patience.until(
                PATIENCE,
                () -> !group().survey()
                        .eventsSince(before, ControlGroupIT::place, LimitSpec.NONE)
                        .isEmpty());

        assertThat(acted).isTrue();
        GroupUsage.Meter meter = group().usage().processes().orElseThrow();
        assertThat(meter.used()).isLessThanOrEqualTo(20);
        assertThat(meter.limit()).isEqualTo(20);
        assertThat(group().kill()).isTrue();
        assertThat(group().members()).isEmpty();
    }

    @Test
    void throttlesToTheQuota() {
        assertThat(group().apply(cpus(0.2))).isEmpty();
        GroupSurvey before = group().survey();

        run(group(), "sh", "-c", "while :; do :; done");
        boolean throttled = Patience.until(PATIENCE, () -> throttledPeriods() >= 10);

        assertThat(throttled).isTrue();
        GroupSurvey after = group().survey();
        assertThat(after.gauges(before))
                .filteredOn(gauge -> gauge.resource().equals("cpu"))
                .singleElement()
                .satisfies(gauge -> {
                    assertThat(gauge.limit()).isEqualTo(0.2);
                    assertThat(gauge.used()).isBetween(0.01, 0.3);
                    assertThat(gauge.acted()).isGreaterThanOrEqualTo(10);
                });
        assertThat(after.eventsSince(before, ControlGroupIT::place, LimitSpec.NONE))
                .extracting(LimitEvent::evidence)
                .singleElement()
                .asString()
                .startsWith("nr_throttled ");
    }

    private long throttledPeriods() {
        return group().usage().cpu().orElseThrow().acted().count();
    }

    @Test
    void freezesAndThaws() {
        run(group(), "sh", "-c", "while :; do :; done");
        assertThat(Patience.until(PATIENCE, () -> cpuNanos() > 0)).isTrue();

        assertThat(group().freeze()).isTrue();
        double frozen = cpuNanos();
        assertThat(Patience.until(Duration.ofMillis(200), () -> cpuNanos() > frozen))
                .as("it used processor time while frozen")
                .isFalse();

        group().thaw();
        assertThat(Patience.until(PATIENCE, () -> cpuNanos() > frozen)).isTrue();
    }

    private double cpuNanos() {
        return group().survey().cpuNanos().orElseThrow();
    }

    @Test
    void killsEvenTheFrozenAndThoseInGroupsBelow() {
        ControlGroup below = group().child("containers").child("one");
        below.create();
        run(below, "sleep", "1000");
        run(group().child("containers").version() == CgroupVersion.V1 ? group() : below, "sleep", "1000");
        below.freeze();

        assertThat(group().kill()).isTrue();

        assertThat(below.members()).isEmpty();
    }

    @Test
    void movesItsOwnProcessesOutOfTheWay() {
        int pidfd = run(group(), "sleep", "1000");

        group().vacateInto("engine");

        assertThat(group().members()).isEmpty();
        assertThat(group().child("engine").members()).hasSize(1);
        group().child("lab").create();
        assertThat(group().child("lab").apply(memory(64L << 20))).isEmpty();
        linux.signal(pidfd, 9);
    }

    @Test
    void letsItsNewOwnerArrangeGroupsBelowAndNotChangeItsLimits() throws Exception {
        assumeTrue((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "giving a group away takes root");
        ControlGroup machine = group().child("machine");
        machine.create();
        machine.apply(memory(64L << 20));
        machine.giveTo(NOBODY, NOBODY);

        ExecutorService stillRoot = Executors.newSingleThreadExecutor();
        // A thread inherits the identity of the one that starts it.
        stillRoot.submit(() -> {}).get();
        FutureTask<Boolean> asOwner = new FutureTask<>(() -> {
            linux.setGroups();
            linux.setGroup(NOBODY);
            linux.setUser(NOBODY);
            int nowhere = linux.open("/dev/null", 2);
            int pid = linux.spawn(SpawnRequest.of(
                    "/bin/sleep", List.of("sleep", "1000"), Map.of(), List.of(nowhere, nowhere, nowhere)));
            children.add(linux.openProcess(pid));
            linux.close(nowhere);
            // Into a subtree of version 2, only who owns both ends may move a process.
            CompletableFuture.runAsync(() -> machine.join(pid), stillRoot).join();
            machine.vacateInto("engine");
            ControlGroup lab = machine.child("lab");
            lab.create();
            assertThat(lab.apply(memory(16L << 20))).isEmpty();
            lab.join(pid);
            assertThat(lab.members()).containsExactly(pid);
            assertThatThrownBy(() -> machine.apply(memory(1L << 30)))
                    .isInstanceOf(SyscallException.class)
                    .hasMessageContaining("EACCES");
            return true;
        });
        Thread thread = new Thread(asOwner, "owner");
        thread.start();
        thread.join();
        stillRoot.shutdown();
        asOwner.get();
    }

    @Test
    void raisesAndLowersAndLiftsLimits() {
        for (long bytes : new long[] {64L << 20, 128L << 20, 32L << 20, 0, 16L << 20}) {
            group().apply(memory(bytes));
            assertThat(group().usage().memory().orElseThrow().limit()).isEqualTo((double) bytes);
        }
    }

    @Test
    void recordsWhatALimitIsMadeOf() {
        List<SyscallCall> calls = new ArrayList<>();
        group().recordedBy((call, start, duration, outcome) -> calls.add(call)).apply(processes(7));

        assertThat(calls).extracting(SyscallCall::name).containsExactly("openat", "write", "close");
        assertThat(calls.get(0).render()).matches("openat\\(AT_FDCWD, \".*/pids.max\", O_WRONLY\\|O_CLOEXEC\\)");
        assertThat(calls.get(1).render()).matches("write\\(\\d+, \"7\", 1\\)");
    }

    @Test
    void reportsTheCallThatTheKernelRefused() {
        assertThatThrownBy(() -> group().join(Integer.MAX_VALUE))
                .isInstanceOf(SyscallException.class)
                .hasMessageContaining("write(")
                .hasMessageContaining("ESRCH");
        assertThatThrownBy(() -> group().child("../escape")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removesWhatIsNotThere() {
        group().child("never").remove();
        assertThat(group().child("never").kill()).isTrue();
    }
}
