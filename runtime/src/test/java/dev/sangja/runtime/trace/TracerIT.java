package dev.sangja.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.linux.Signals;
import dev.sangja.runtime.linux.SyscallException;
import dev.sangja.runtime.seccomp.BpfProgram;
import dev.sangja.runtime.seccomp.FilterTarget;
import dev.sangja.runtime.seccomp.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TracerIT {
    private final CollectingListener listener = new CollectingListener();
    private final Tracer tracer = new Tracer(listener);

    @TempDir
    Path directory;

    private TracedRun run;

    @BeforeEach
    void prepare() {
        run = new TracedRun(tracer, directory);
    }

    @AfterEach
    void endTracer() {
        tracer.close();
    }

    @Test
    void beginsWithTheFirstExecAndEndsWithTheLastCall() {
        ExitStatus status = record(TraceLevel.EVERYTHING).script("exit 3");

        assertThat(status).isEqualTo(new ExitStatus(3, false));
        assertThat(listener.lines().get(0))
                .startsWith("execve(\"/bin/sh\", [\"/bin/sh\", \"-c\", \"exit 3\"], ")
                .endsWith("/* 1 vars */) = 0");
        assertThat(listener.lines()).last().isEqualTo("exit_group(3) = ?");
        assertThat(listener.entries()).allSatisfy(entry -> {
            assertThat(entry.origin()).isEqualTo(Origin.LEARNER);
            assertThat(entry.container()).isEmpty();
            assertThat(entry.command()).isEqualTo("sh");
            assertThat(entry.durationNanos()).isPositive();
        });
    }

    @Test
    void recordsTheHighlightsInTheOrderInWhichTheyHappened() {
        record(TraceLevel.HIGHLIGHTS).script("mkdir d; echo x > d/f; mv d/f d/g; cat d/g; rm d/g; rmdir d");

        assertThat(lines("mkdir", "openat", "rename.*", "unlink.*", "rmdir"))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("mkdir(\"d\", 0777) = 0"),
                        line -> assertThat(line)
                                .isEqualTo("openat(AT_FDCWD, \"d/f\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3"),
                        line -> assertThat(line).startsWith("renameat2(AT_FDCWD, \"d/f\", AT_FDCWD, \"d/g\""),
                        line -> assertThat(line).isEqualTo("unlinkat(AT_FDCWD, \"d/g\", 0) = 0"),
                        line -> assertThat(line).isEqualTo("rmdir(\"d\") = 0"));
        assertThat(listener.names()).doesNotContain("read", "mmap", "close", "fstat", "newfstatat", "brk");
        assertThat(listener.names().stream().filter("execve"::equals)).hasSize(6);
    }

    @Test
    void recordsNothingWhileOff() {
        ExitStatus status = record(TraceLevel.OFF).script("mkdir d; (exit 2); rmdir d; exit 4");

        assertThat(status).isEqualTo(new ExitStatus(4, false));
        assertThat(listener.entries()).isEmpty();
        assertThat(listener.dropped()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void tellsEveryBirthAndEveryEnd(TraceLevel level) {
        TracedRun.Started root = record(level).start("/bin/bash", "-c", "(exit 5) & (exit 6) & wait; /bin/true; :");

        assertThat(root.await()).isEqualTo(new ExitStatus(0, false));
        assertThat(listener.born()).hasSize(3).doesNotHaveDuplicates();
        assertThat(listener.ended().keySet())
                .containsAll(listener.born())
                .contains(root.pid())
                .hasSize(4);
        assertThat(listener.ended().values().stream().map(ExitStatus::code)).containsExactlyInAnyOrder(0, 5, 6, 0);
        assertThat(tracer.traces(root.pid())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void followsAStormOfBirths(TraceLevel level) {
        ExitStatus status = record(level)
                .start("/bin/bash", "-c", "for i in {1..150}; do (exit 1) & done; wait; exit 9")
                .await();

        assertThat(status.code()).isEqualTo(9);
        assertThat(listener.born()).hasSize(150).doesNotHaveDuplicates();
        assertThat(listener.ended()).hasSize(151);
    }

    @Test
    void seesTheBirthsOfProgramsThatSpawnWithVfork() {
        record(TraceLevel.HIGHLIGHTS).script("/bin/true; /bin/true; :");

        assertThat(listener.born()).hasSize(2);
        assertThat(listener.entries().stream()
                        .filter(entry -> entry.call().name().matches("vfork|clone3?|fork"))
                        .map(entry -> ((Outcome.Returned) entry.outcome()).value()))
                .containsExactlyElementsOf(
                        listener.born().stream().map(Integer::longValue).toList());
    }

    @Test
    void followsThreadsAndTheExecOfOneThatIsNotTheFirst() {
        ExitStatus status = record(TraceLevel.EVERYTHING)
                .start(
                        "/usr/bin/perl",
                        "-Mthreads",
                        "-e",
                        "threads->create(sub { exec '/bin/sh', '-c', 'exit 7' })->join")
                .await();

        assertThat(status.code()).isEqualTo(7);
        assertThat(listener.born()).isEmpty();
        assertThat(listener.ended()).hasSize(1);
        assertThat(lines("clone.*")).singleElement().asString().contains("CLONE_THREAD");
        List<JournalEntry> programs = listener.entries().stream()
                .filter(entry -> entry.call().name().equals("execve"))
                .toList();
        assertThat(programs).hasSize(2);
        assertThat(programs.get(1).line()).startsWith("execve(\"/bin/sh\"").endsWith("= 0");
        assertThat(programs.get(1).command()).isEqualTo("perl");
        assertThat(listener.entries().get(listener.entries().size() - 1).command())
                .isEqualTo("sh");
    }

    @Test
    void deliversSignalsAndTellsWhoDiedOfOne() {
        ExitStatus status =
                record(TraceLevel.HIGHLIGHTS).script("trap 'mkdir caught' USR1; kill -USR1 $$; kill -TERM $$");

        assertThat(status).isEqualTo(new ExitStatus(15, true));
        assertThat(directory.resolve("caught")).isDirectory();
        assertThat(lines("kill"))
                .satisfiesExactly(
                        line -> assertThat(line).contains(", SIGUSR1) = 0"),
                        line -> assertThat(line).contains(", SIGTERM) = "));
    }

    @ParameterizedTest
    @EnumSource
    void leavesAStoppedProcessStoppedUntilItIsContinued(TraceLevel level) throws Exception {
        TracedRun.Started root = record(level).start("/usr/bin/perl", "-e", """
                $child = fork;
                if ($child == 0) { kill "STOP", $$; mkdir "gone-on"; exit 5 }
                waitpid $child, 2; # WUNTRACED
                exit 1 if $? == 5 << 8;
                mkdir "stopped";
                select undef, undef, undef, 0.01 until -d "go";
                exit 2 if -d "gone-on";
                kill "CONT", $child;
                waitpid $child, 0;
                exit $? >> 8;
                """);
        Await.until(() -> Files.exists(directory.resolve("stopped")));
        tracer.record(Attribution.learner(), TraceLevel.EVERYTHING);
        Files.createDirectory(directory.resolve("go"));

        assertThat(root.await()).isEqualTo(new ExitStatus(5, false));
        assertThat(directory.resolve("gone-on")).isDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void outlivesProcessesThatAreKilledAtAnyMoment(TraceLevel level) {
        record(level);
        for (int round = 0; round < 15; round++) {
            TracedRun.Started root = run.start("/bin/bash", "-c", "while :; do /bin/true & (:) ; done");
            int births = listener.born().size();
            int wanted = births + 3 + 2 * round;
            Await.until(() -> listener.born().size() >= wanted);
            Linux.system(Recorder.none()).kill(-root.pid(), Signals.SIGKILL);
            assertThat(root.await()).isEqualTo(new ExitStatus(9, true));
        }
        Await.until(() -> listener.ended().keySet().containsAll(listener.born()));

        assertThat(run.script("exit 8").code()).isEqualTo(8);
    }

    @Test
    void makesCallsFailThatAProfileRefusesAndShowsThem() {
        BpfProgram refusing = new HighlightFilter().over(profile("mkdir", "mkdirat"));
        record(TraceLevel.HIGHLIGHTS);

        assertThat(run.start(Attribution.learner(), refusing, "/bin/mkdir", "x")
                        .await()
                        .code())
                .isEqualTo(1);
        assertThat(directory.resolve("x")).doesNotExist();
        assertThat(lines("mkdir.*")).containsExactly("mkdir(\"x\", 0777) = -1 EPERM (Operation not permitted)");
    }

    @ParameterizedTest
    @EnumSource
    void enforcesAProfileWhateverIsRecorded(TraceLevel level) {
        BpfProgram refusing = new HighlightFilter().over(profile("mkdir", "mkdirat"));
        record(level);

        assertThat(run.start(Attribution.learner(), refusing, "/bin/sh", "-c", "mkdir x; mkdir y")
                        .await()
                        .code())
                .isEqualTo(1);
        assertThat(directory.resolve("x")).doesNotExist();
        assertThat(directory.resolve("y")).doesNotExist();
    }

    @Test
    void beginsToRecordARunningProcessAtOnce() {
        TracedRun.Started root =
                record(TraceLevel.OFF).start("/bin/bash", "-c", "while :; do read -t 0.01 < /dev/null; done");
        assertThat(listener.entries()).isEmpty();

        tracer.record(Attribution.learner(), TraceLevel.EVERYTHING);
        Await.until(() -> listener.names().contains("read"));
        tracer.record(Attribution.learner(), TraceLevel.OFF);
        kill(root);
    }

    @Test
    void tellsWhichCallsHaveNotComeBack() {
        TracedRun.Started root = record(TraceLevel.EVERYTHING).start("/bin/sleep", "1000");
        Await.until(() -> tracer.unfinished().stream()
                .anyMatch(entry -> entry.call().name().equals("clock_nanosleep")));

        JournalEntry sleeping = tracer.unfinished().get(0);
        assertThat(sleeping.line()).contains("{tv_sec=1000, tv_nsec=0}").endsWith("= ?");
        assertThat(sleeping.pid()).isEqualTo(root.pid());
        kill(root);
        assertThat(listener.lines())
                .last()
                .asString()
                .startsWith("clock_nanosleep")
                .endsWith("= ?");
    }

    @Test
    void countsWhatIsNotWanted() {
        CollectingListener small = new CollectingListener(10);
        try (Tracer other = new Tracer(small)) {
            other.record(Attribution.learner(), TraceLevel.EVERYTHING);
            new TracedRun(other, directory).script("mkdir a; rmdir a");
        }

        assertThat(small.entries()).hasSize(10);
        assertThat(small.dropped()).isGreaterThan(50);
    }

    @Test
    void putsEachTreeDownToItsOwnAttribution() {
        Attribution box = Attribution.container("c0ffee");
        tracer.record(box, TraceLevel.HIGHLIGHTS);
        BpfProgram filter = new HighlightFilter().alone();
        TracedRun.Started inside = run.start(box, filter, "/bin/bash", "-c", "(mkdir inside); sleep 0.2");
        TracedRun.Started outside = run.start(Attribution.learner(), filter, "/bin/bash", "-c", "(mkdir outside)");
        inside.await();
        outside.await();

        assertThat(listener.entries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.origin()).isEqualTo(Origin.CONTAINER);
            assertThat(entry.container()).isEqualTo("c0ffee");
        });
        assertThat(lines("mkdir")).containsExactly("mkdir(\"inside\", 0777) = 0");
    }

    @Test
    void refusesToTraceWhatIsNotThere() {
        assertThatThrownBy(() -> tracer.attach(Integer.MAX_VALUE - 1, Attribution.learner()))
                .isInstanceOf(SyscallException.class)
                .hasMessageContaining("PTRACE_SEIZE")
                .hasMessageContaining("ESRCH");
    }

    @Test
    void killsEveryTraceeWhenItEnds() {
        TracedRun.Started root = record(TraceLevel.HIGHLIGHTS).start("/bin/sleep", "1000");
        tracer.close();

        Await.until(() -> !Files.exists(Path.of("/proc/" + root.pid()))
                || state(root.pid()).equals("Z"));
        assertThatThrownBy(tracer::unfinished).isInstanceOf(IllegalStateException.class);
    }

    private TracedRun record(TraceLevel level) {
        tracer.record(Attribution.learner(), level);
        return run;
    }

    private List<String> lines(String... names) {
        String pattern = "(" + String.join("|", names) + ")";
        return listener.entries().stream()
                .filter(entry -> entry.call().name().matches(pattern))
                .map(JournalEntry::line)
                .toList();
    }

    private static void kill(TracedRun.Started root) {
        ProcessHandle.of(root.pid()).ifPresent(ProcessHandle::destroyForcibly);
        root.await();
    }

    /** The state's letter in proc(5) stat. */
    private static String state(int pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
        } catch (IOException ended) {
            return "";
        }
    }

    private static BpfProgram profile(String... refused) {
        String names = "\"" + String.join("\",\"", refused) + "\"";
        String json = "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":[{\"names\":[" + names
                + "],\"action\":\"SCMP_ACT_ERRNO\",\"errnoRet\":1}]}";
        return Profile.parse(json.getBytes(StandardCharsets.UTF_8)).compile(FilterTarget.here(Set.of()));
    }
}
