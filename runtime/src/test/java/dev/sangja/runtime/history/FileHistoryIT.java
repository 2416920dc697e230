package dev.sangja.runtime.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sangja.runtime.journal.Recorder;
import dev.sangja.runtime.layer.Owners;
import dev.sangja.runtime.linux.Linux;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files, with everything that an overlay's upper directory may hold. */
class FileHistoryIT {
    /**
     * Everything of a tree that could come back wrong: types, modes, owners, times, contents, links. Of a mark of
     * deletion only that it is one: it has no mode or time that anybody sees.
     */
    private static final String DESCRIBE = "cd %s && find . -mindepth 1 -type f,d,p -printf '%%p %%y %%m %%U:%%G %%T@ '"
            + " \\( -type d -printf '\\n' -o -printf '%%n\\n' \\) -o -type l -printf '%%p l %%U:%%G %%l\\n' | sort;"
            + " find . -type f -exec sha256sum {} + | sort -k 2; find . -type c -exec stat -c '%%n %%t:%%T' {} + | sort";

    private final Linux linux = Linux.system(Recorder.none());
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .build();

    @TempDir
    Path directory;

    private Path upper = Path.of("/nowhere");
    private Path lab = Path.of("/nowhere");

    @BeforeEach
    void makePlaces() throws IOException {
        upper = Files.createDirectory(directory.resolve("upper"));
        lab = Files.createDirectory(directory.resolve("lab"));
    }

    private FileHistory open(HistoryLimits limits) throws IOException {
        FileHistory history = FileHistory.open(
                new FileHistory.Setup(
                        directory.resolve("history"),
                        List.of(
                                HistoryPlace.of("workbench", upper, List.of()),
                                HistoryPlace.of("/lab", lab, List.of())),
                        limits,
                        Owners.shifted(0, 0)),
                linux,
                Clock.systemUTC(),
                json);
        history.begin();
        return history;
    }

    private FileHistory open() throws IOException {
        return open(HistoryLimits.DEFAULT);
    }

    private String shell(String script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-ec", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(script + "\n" + said).isZero();
        return said;
    }

    private String described() throws Exception {
        return shell(String.format(DESCRIBE, "upper")) + shell(String.format(DESCRIBE, "lab"));
    }

    private static UUID run(FileHistory history) throws IOException {
        UUID run = UUID.randomUUID();
        history.after(run);
        return run;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void bringsEveryStateBackAsItWas(long seed) throws Exception {
        Random random = new Random(seed);
        FileHistory history = open();
        Map<Long, String> known = new HashMap<>();
        known.put(history.current(), described());
        for (int step = 0; step < 10; step++) {
            shell(change(random));
            run(history);
            known.put(history.current(), described());
        }
        List<Long> numbers = known.keySet().stream().sorted().toList();
        for (int jump = 0; jump < 6; jump++) {
            long wanted = numbers.get(random.nextInt(numbers.size()));
            history.want(wanted);
            history = open();
            assertThat(history.refusal()).isEmpty();
            assertThat(history.current()).isEqualTo(wanted);
            assertThat(described()).isEqualTo(known.get(wanted));
        }
    }

    /** A few random operations on a few names, so that they meet each other. */
    private static String change(Random random) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            String root = random.nextBoolean() ? "upper" : "lab";
            String one = root + "/" + "abc".charAt(random.nextInt(3));
            String other = root + "/" + "xyz".charAt(random.nextInt(3));
            script.append(
                    switch (random.nextInt(11)) {
                        case 0 ->
                            "rm -rf " + one + "; mkdir -p " + one + "/deep; echo " + random.nextInt() + " >" + one
                                    + "/deep/f";
                        case 1 -> "rm -rf " + one + "; echo " + random.nextInt() + " >" + one;
                        case 2 -> "rm -rf " + one + "; ln -s /no/such/" + random.nextInt(9) + " " + one;
                        case 3 -> "rm -rf " + one + "; mknod " + one + " c 0 0";
                        case 4 -> "rm -rf " + one + "; mkfifo -m 640 " + one;
                        case 5 -> "rm -rf " + one + " " + other + "; echo linked >" + one + "; ln " + one + " " + other;
                        case 6 -> "rm -rf " + one;
                        case 7 ->
                            "[ -L " + one + " ] || [ ! -e " + one + " ] || chmod 7" + random.nextInt(8) + "5 " + one;
                        case 8 -> "[ ! -e " + one + " ] || chown -h 1000:100 " + one;
                        case 9 -> "[ ! -f " + one + " ] || echo more >>" + one;
                        default -> "rm -rf '" + root + "/한글 이름'; head -c 100000 /dev/urandom >'" + root + "/한글 이름'";
                    });
            script.append('\n');
        }
        return script.toString();
    }

    @Test
    void goesBackToWhatWasBeforeARunAndBranchesFromThere() throws Exception {
        FileHistory history = open();
        shell("echo one >lab/f");
        UUID first = run(history);
        shell("echo two >lab/f");
        UUID second = run(history);

        history.want(history.beforeRun(second).number());
        history = open();
        assertThat(lab.resolve("f")).hasContent("one\n");
        shell("echo three >lab/f");
        run(history);

        assertThat(history.states()).extracting(FileState::parent).containsExactly(0L, 1L, 2L, 2L);
        assertThat(history.beforeRun(first).number()).isEqualTo(1);
        List<LayerDiff> diffs = history.compare(3, 4);
        assertThat(diffs).extracting(LayerDiff::place).containsExactly("/lab");
        assertThat(diffs.get(0).changes())
                .extracting(change -> change.kind() + " " + change.path())
                .containsExactly(LayerChange.Kind.MODIFIED + " /f");
        assertThat(diffs.get(0).changes().get(0).text()).isPresent();
    }

    @Test
    void keepsWhatChangedBetweenRunsAsAStateOfItsOwn() throws Exception {
        FileHistory history = open();
        shell("echo by hand >lab/note");
        history.before();
        history.before();

        assertThat(history.states()).hasSize(2);
        assertThat(history.states().get(1).run()).isEmpty();
    }

    @Test
    void saysThatAStateIsTooLargeInsteadOfKeepingItInPart() throws Exception {
        FileHistory history = open(new HistoryLimits(1000, 1 << 20, 10));
        shell("head -c 2000 /dev/zero >lab/large");
        run(history);

        FileState state = history.states().get(1);
        assertThat(state.kept()).isFalse();
        assertThat(state.refusal()).isEqualTo("2000 bytes of files are more than the 1000 that are kept");
        assertThatExceptionOfType(HistoryException.class)
                .isThrownBy(() -> history.want(2))
                .withMessageContaining("2000 bytes");
        assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> history.want(77));
    }

    @Test
    void forgetsTheOldestStatesWhenThereIsNoRoomForAll() throws Exception {
        FileHistory history = open(new HistoryLimits(1 << 20, 300_000, 100));
        for (int i = 0; i < 5; i++) {
            shell("head -c 100000 /dev/urandom >lab/f");
            run(history);
        }

        assertThat(history.states())
                .extracting(FileState::kept)
                .containsExactly(false, false, false, false, true, true);
        try (var archives = Files.list(directory.resolve("history/archives"))) {
            assertThat(archives.mapToLong(file -> file.toFile().length()).sum()).isLessThanOrEqualTo(300_000);
        }
        history.want(5);
        assertThat(open().current()).isEqualTo(5);
    }

    @Test
    void takesTheWayBackAgainIfTheMachineDiedOnIt() throws Exception {
        FileHistory history = open();
        shell("echo one >lab/f");
        run(history);
        shell("rm lab/f; echo two >upper/g");
        run(history);
        history.want(2);
        // As a machine leaves it that was killed between the two exchanges.
        shell(
                "mkdir -p history/restored/0 history/restored/1; mv lab history/restored/1.old; mkdir lab; echo half >lab/h");

        history = open();

        assertThat(history.refusal()).isEmpty();
        assertThat(lab.resolve("f")).hasContent("one\n");
        assertThat(lab.resolve("h")).doesNotExist();
        assertThat(upper.resolve("g")).doesNotExist();
        assertThat(directory.resolve("history/restored")).doesNotExist();
    }

    @Test
    void leavesTheFilesAsTheyAreIfTheArchiveIsDamaged() throws Exception {
        FileHistory history = open();
        shell("echo one >lab/f");
        run(history);
        shell("echo two >lab/f");
        run(history);
        history.want(2);
        shell("for f in history/archives/*; do echo damage >>$f; done");

        history = open();

        assertThat(history.refusal()).contains("is damaged");
        assertThat(lab.resolve("f")).hasContent("two\n");
    }
}
