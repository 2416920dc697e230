package dev.sangja.runtime.docker.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import dev.sangja.runtime.container.ContainerProcess;
import dev.sangja.runtime.receipt.LayerChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0.9S,Less than a second",
        "PT1S,1 second",
        "PT59S,59 seconds",
        "PT60S,About a minute",
        "PT119S,About a minute",
        "PT2M,2 minutes",
        "PT59M59S,59 minutes",
        "PT1H,About an hour",
        "PT1H29M,About an hour",
        "PT1H30M,2 hours",
        "PT47H,47 hours",
        "PT48H,2 days",
        "PT320H,13 days",
        "PT336H,2 weeks",
        "PT1439H,8 weeks",
        "PT1440H,2 months",
        "PT17519H,24 months",
        "PT17520H,2 years"
    })
    void saysAboutHowLong(Duration duration, String words) {
        assertThat(Ages.words(duration)).isEqualTo(words);
    }

    @Test
    void writesTimesAsGoDoes() {
        assertThat(Ages.rfc3339(NOW)).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(Ages.rfc3339(NOW.plusNanos(120_000_000))).isEqualTo("2026-11-20T12:00:00.12Z");
        assertThat(Ages.rfc3339(NOW.plusNanos(123_456_789))).isEqualTo("2026-11-20T12:00:00.123456789Z");
        assertThat(Ages.log(NOW.plusNanos(120_000_000))).isEqualTo("2026-11-20T12:00:00.120000000Z");
        assertThat(Ages.list(NOW)).isEqualTo("2026-11-20 12:00:00 +0000 UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0B,0B",
        "12,12B,12B",
        "1000,1kB,1000B",
        "2012345,2.01MB,1.919MiB",
        "1234567890,1.23GB,1.15GiB",
        "33554432,33.6MB,32MiB",
        "3000000,3MB,2.861MiB"
    })
    void writesSizes(long bytes, String decimal, String binary) {
        assertThat(Sizes.decimal(bytes)).isEqualTo(decimal);
        assertThat(Sizes.binary(bytes)).isEqualTo(binary);
    }

    @Test
    void keepsColumnsInLineByTheWidthThatIsSeen() {
        String text = "NAME\tTAG\tX\n한글상자\t1\ta\nbox\tlatest\tb\n";

        assertThat(Columns.align(text, 10)).isEqualTo("""
                        NAME       TAG       X
                        한글상자   1         a
                        box        latest    b
                        """);
        assertThat(Columns.align("a\tb\nplain\nc\td\n", 4)).isEqualTo("a   b\nplain\nc   d\n");
    }

    @ParameterizedTest
    @CsvSource({
        "sleep infinity,20,sleep infinity",
        "abcdefghij,5,abcd…",
        "한글한글,5,한글…",
        "한글한글,4,한…",
        "한글,4,한글",
        "abc,1,…"
    })
    void cutsToAWidth(String text, int width, String cut) {
        assertThat(DisplayWidth.ellipsis(text, width)).isEqualTo(cut);
    }

    @Test
    void countsTheCellsOfATerminal() {
        assertThat(DisplayWidth.of("abc")).isEqualTo(3);
        assertThat(DisplayWidth.of("상자")).isEqualTo(4);
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("📦")).isEqualTo(2);
    }

    @Test
    void listsTheDirectoriesThatHoldAChangeToo() {
        List<LayerChange> changes = List.of(
                change(LayerChange.Kind.DELETED, "/b"),
                change(LayerChange.Kind.ADDED, "/new"),
                change(LayerChange.Kind.ADDED, "/new/file"),
                change(LayerChange.Kind.MODIFIED, "/etc/app/conf"));

        assertThat(ChangeList.render(changes)).isEqualTo("""
                        D /b
                        C /etc
                        C /etc/app
                        C /etc/app/conf
                        A /new
                        A /new/file
                        """);
        assertThat(ChangeList.render(List.of())).isEmpty();
    }

    @Test
    void showsProcessesAsPsDoes() {
        List<ContainerProcess> processes = List.of(
                new ContainerProcess(
                        4242,
                        1,
                        "root",
                        "sleep",
                        List.of("sleep", "infinity"),
                        "S",
                        "?",
                        Instant.parse("2026-11-20T10:00:00Z"),
                        Duration.ofSeconds(61),
                        4 << 20,
                        1 << 20),
                new ContainerProcess(
                        4300000,
                        4242,
                        "1000",
                        "sh",
                        List.of("sh", "-c", "a\n\u001b[31mb"),
                        "Z",
                        "pts/0",
                        Instant.parse("2026-11-18T10:00:00Z"),
                        Duration.ZERO,
                        0,
                        0),
                new ContainerProcess(7, 4242, "1000", "sh", List.of(), "Z", "?", NOW, Duration.ZERO, 0, 0));

        assertThat(ProcessTable.render(processes, List.of(), NOW)).isEqualTo("""
                        UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD
                        root                4242                1                   1                   10:00               ?                   00:01:01            sleep infinity
                        1000                4300000             4242                0                   Nov18               pts/0               00:00:00            sh -c a??[31mb
                        1000                7                   4242                0                   12:00               ?                   00:00:00            [sh] <defunct>
                        """);
        assertThat(ProcessTable.render(processes.subList(0, 1), List.of("-o", "pid,comm,etime,rss"), NOW))
                .isEqualTo("""
                        PID                 COMMAND             ELAPSED             RSS
                        4242                sleep               02:00:00            1024
                        """);
        assertThat(ProcessTable.render(processes, List.of("aux"), NOW)).startsWith("USER ");
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> ProcessTable.render(processes, List.of("-o", "pid,wchan"), NOW))
                .withMessageStartingWith("ps -o pid,wchan: ");
    }

    private static LayerChange change(LayerChange.Kind kind, String path) {
        return new LayerChange(kind, path, "file", 0, 0, Optional.empty());
    }
}
