package dev.sangja.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.linux.ExitStatus;
import dev.sangja.runtime.seccomp.BpfProgram;
import dev.sangja.runtime.seccomp.FilterTarget;
import dev.sangja.runtime.seccomp.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** strace(1) below our own tracer, on the real kernel. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TracersOfTheirOwnIT {
    private final CollectingListener listener = new CollectingListener();
    private final Tracer tracer = new Tracer(listener);
    private final HighlightFilter highlights = new HighlightFilter();
    private final BpfProgram decision = refusing("mkdir", "mkdirat");

    @TempDir
    Path directory;

    private TracedRun run;

    @BeforeEach
    void prepare() {
        run = new TracedRun(tracer, directory);
        tracer.canDoWithoutTracer(Attribution.learner(), highlights.released(decision));
    }

    @AfterEach
    void endTracer() {
        tracer.close();
    }

    @ParameterizedTest
    @EnumSource
    void letsAProgramBeTracedFromItsFirstExec(TraceLevel level) throws IOException {
        ExitStatus status = script(level, "strace -f -o t sh -c 'cat /dev/null > made; exit 5'");

        assertThat(status).isEqualTo(new ExitStatus(5, false));
        assertThat(directory.resolve("made")).exists();
        String trace = trace();
        assertThat(trace)
                .contains("execve(\"/usr/bin/sh\", [\"sh\", \"-c\"")
                .contains("execve(\"/usr/bin/cat\", [\"cat\", \"/dev/null\"]")
                .contains("openat(AT_FDCWD, \"made\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3")
                .contains("mmap(")
                .contains("+++ exited with 5 +++")
                .doesNotContain("ENOSYS");
    }

    @Test
    void tellsThatItWasAskedForAndNothingOfWhatFollows() {
        script(TraceLevel.HIGHLIGHTS, "strace -o t sh -c 'cat /dev/null > made'; rm made");

        assertThat(listener.lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("ptrace(PTRACE_SEIZE, ").endsWith(" = 0"))
                .anySatisfy(line -> assertThat(line).startsWith("unlinkat(AT_FDCWD, \"made\""))
                .noneSatisfy(line -> assertThat(line).startsWith("openat(AT_FDCWD, \"made\""));
    }

    @Test
    void letsTheChildrenOfATracedProgramRunUntraced() {
        ExitStatus status =
                script(TraceLevel.HIGHLIGHTS, "strace -o t sh -c '(cat /dev/null > made); cat made; exit 6'");

        assertThat(status.code()).isEqualTo(6);
        assertThat(directory.resolve("made")).exists();
    }

    @Test
    void letsRunningProcessesBeTracedAndTakesThemBack() throws IOException {
        TracedRun.Started root = start(TraceLevel.HIGHLIGHTS, """
                while [ ! -e go ]; do sleep 0.02; done; cat /dev/null > during
                while [ ! -e on ]; do sleep 0.02; done; cat /dev/null > after; exit 7""");
        TracedRun.Started strace = start(TraceLevel.HIGHLIGHTS, "exec strace -f -o t -p " + root.pid());
        Await.until(() -> tracerOf(root.pid()) == strace.pid());
        Files.createFile(directory.resolve("go"));
        Await.until(() -> Files.exists(directory.resolve("during")));
        ProcessHandle.of(strace.pid()).orElseThrow().destroy();
        strace.await();
        Await.until(() -> tracer.traces(root.pid()));
        Files.createFile(directory.resolve("on"));

        assertThat(root.await().code()).isEqualTo(7);
        assertThat(trace()).contains("openat(AT_FDCWD, \"during\"").doesNotContain("ENOSYS");
        assertThat(lines("openat.*\"(during|after)\".*"))
                .singleElement()
                .asString()
                .contains("\"after\"");
        assertThat(listener.ended()).containsKey(root.pid());
    }

    @Test
    void tellsTheEndOfAProcessThatItHadLetGo() {
        TracedRun.Started root = start(TraceLevel.HIGHLIGHTS, "while [ ! -e go ]; do sleep 0.02; done; exit 8");
        start(TraceLevel.HIGHLIGHTS, "exec strace -f -o t -p " + root.pid());
        Await.until(() -> tracerOf(root.pid()) != 0 && !tracer.traces(root.pid()));
        create("go");

        assertThat(root.await()).isEqualTo(new ExitStatus(8, false));
    }

    @Test
    void takesBackWhatATracerThatIsKilledLeavesBehind() throws IOException {
        TracedRun.Started root =
                start(TraceLevel.HIGHLIGHTS, "mkfifo wait; read -r line < wait; cat /dev/null > after; exit 9");
        Await.until(() -> Files.exists(directory.resolve("wait")));
        TracedRun.Started strace = start(TraceLevel.HIGHLIGHTS, "exec strace -o t -p " + root.pid());
        Await.until(() -> tracerOf(root.pid()) == strace.pid());
        ProcessHandle.of(strace.pid()).orElseThrow().destroyForcibly();
        Await.until(() -> tracer.traces(root.pid()));
        Files.writeString(directory.resolve("wait"), "go\n");

        assertThat(root.await().code()).isEqualTo(9);
        assertThat(lines("openat.*\"after\".*")).hasSize(1);
    }

    @Test
    void refusesToALetGoProcessWhatItWasRefusedBefore() throws IOException {
        ExitStatus status = script(TraceLevel.HIGHLIGHTS, "mkdir x || strace -f -o t sh -c 'mkdir y; mkdir z'");

        assertThat(status.code()).isEqualTo(1);
        assertThat(directory.resolve("y")).doesNotExist();
        assertThat(trace()).contains("mkdir(\"y\", 0777)").contains("= -1 EPERM");
    }

    @Test
    void findsAThreadByTheIdThatItHasInTheTracersOwnNamespace() throws IOException {
        ExitStatus status = script(
                TraceLevel.HIGHLIGHTS, "unshare --pid --fork --mount-proc strace -f -o t sh -c 'cat /dev/null > made'");

        assertThat(status.code()).isZero();
        assertThat(trace()).contains("openat(AT_FDCWD, \"made\"");
    }

    @Test
    void letsATracerBeTraced() throws IOException {
        ExitStatus status = script(TraceLevel.HIGHLIGHTS, "strace -o outer strace -o t sh -c 'exit 4'");

        assertThat(status.code()).isEqualTo(4);
        assertThat(trace()).contains("execve(\"/usr/bin/sh\"");
        assertThat(Files.readString(directory.resolve("outer"))).contains("ptrace(PTRACE_SEIZE");
    }

    private TracedRun.Started start(TraceLevel level, String script) {
        tracer.record(Attribution.learner(), level);
        return run.start(Attribution.learner(), highlights.over(decision), "/bin/sh", "-c", script);
    }

    private ExitStatus script(TraceLevel level, String script) {
        return start(level, script).await();
    }

    private String trace() throws IOException {
        return Files.readString(directory.resolve("t"));
    }

    private void create(String name) {
        try {
            Files.createFile(directory.resolve(name));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private List<String> lines(String pattern) {
        return listener.entries().stream()
                .map(JournalEntry::line)
                .filter(line -> line.matches(pattern))
                .toList();
    }

    private static int tracerOf(int pid) {
        return new ProcDirectory().tracer(pid);
    }

    private static BpfProgram refusing(String... refused) {
        String names = "\"" + String.join("\",\"", refused) + "\"";
        String json = "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":[{\"names\":[" + names
                + "],\"action\":\"SCMP_ACT_ERRNO\",\"errnoRet\":1}]}";
        return Profile.parse(json.getBytes(StandardCharsets.UTF_8)).compile(FilterTarget.here(Set.of()));
    }
}
