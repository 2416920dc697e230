package dev.sangja.runtime.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ContainerLogTest {
    private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    @TempDir
    Path directory;

    private ContainerLog log(long limitBytes) {
        return new ContainerLog(directory.resolve("log"), limitBytes, CLOCK);
    }

    private static void write(ContainerLog log, StandardStream stream, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        log.append(stream, bytes, bytes.length);
    }

    private static List<String> read(ContainerLog log, LogRequest request) {
        List<String> lines = new ArrayList<>();
        log.read(request, line -> lines.add(line.stream() + " " + new String(line.bytes(), UTF_8)), new Cancellation());
        return lines;
    }

    private static LogRequest tail(int lines) {
        return new LogRequest(false, OptionalInt.of(lines), Optional.empty(), Optional.empty());
    }

    private static LogRequest following() {
        return new LogRequest(true, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void keepsLinesOfBothStreamsInOrderWithTheirTime() {
        ContainerLog log = log(1 << 20);
        log.begin();
        write(log, StandardStream.STDOUT, "하나\ntwo\nthr");
        write(log, StandardStream.STDERR, "oops\n");
        write(log, StandardStream.STDOUT, "ee\nrest");
        log.end();

        assertThat(read(log, LogRequest.everything()))
                .containsExactly("STDOUT 하나\n", "STDOUT two\n", "STDERR oops\n", "STDOUT three\n", "STDOUT rest");
        List<Instant> times = new ArrayList<>();
        log.read(LogRequest.everything(), line -> times.add(line.at()), new Cancellation());
        assertThat(times).containsOnly(Samples.NOON);
    }

    @Test
    void givesBytesBackAsTheyCame() {
        ContainerLog log = log(1 << 20);
        log.begin();
        byte[] bytes = {0, (byte) 0xff, (byte) 0x80, 13, 10};
        log.append(StandardStream.STDOUT, bytes, bytes.length);
        log.end();
        List<byte[]> read = new ArrayList<>();

        log.read(LogRequest.everything(), line -> read.add(line.bytes()), new Cancellation());

        assertThat(read).containsExactly(bytes);
    }

    @Test
    void cutsALongLineIntoPieces() {
        ContainerLog log = log(1 << 20);
        log.begin();
        write(log, StandardStream.STDOUT, "x".repeat(LogFrame.LONGEST + 5) + "\nshort\n");
        log.end();
        List<Integer> lengths = new ArrayList<>();

        log.read(LogRequest.everything(), line -> lengths.add(line.bytes().length), new Cancellation());

        assertThat(lengths).containsExactly(LogFrame.LONGEST, 6, 6);
        assertThat(read(log, tail(1))).containsExactly("STDOUT short\n");
    }

    @Test
    void givesTheLastLinesAlone() {
        ContainerLog log = log(1 << 20);
        log.begin();
        write(log, StandardStream.STDOUT, "a\nb\nc\nd");
        log.end();

        assertThat(read(log, tail(2))).containsExactly("STDOUT c\n", "STDOUT d");
        assertThat(read(log, tail(0))).isEmpty();
        assertThat(read(log, tail(99))).hasSize(4);
    }

    @Test
    void givesOnlyTheLinesOfThatTime() {
        ContainerLog log = log(1 << 20);
        log.begin();
        write(log, StandardStream.STDOUT, "a\n");
        log.end();

        assertThat(read(log, new LogRequest(false, OptionalInt.empty(), Optional.of(Samples.NOON), Optional.empty())))
                .hasSize(1);
        assertThat(read(
                        log,
                        new LogRequest(
                                false, OptionalInt.empty(), Optional.of(Samples.NOON.plusNanos(1)), Optional.empty())))
                .isEmpty();
        assertThat(read(log, new LogRequest(false, OptionalInt.empty(), Optional.empty(), Optional.of(Samples.NOON))))
                .isEmpty();
    }

    @Test
    void staysBoundedAndKeepsTheNewest() throws IOException {
        ContainerLog log = log(1000);
        log.begin();
        for (int i = 0; i < 500; i++) {
            write(log, StandardStream.STDOUT, "line " + i + "\n");
        }
        log.end();

        assertThat(Files.size(directory.resolve("log"))).isLessThanOrEqualTo(1000);
        assertThat(Files.size(directory.resolve("log.1"))).isLessThanOrEqualTo(1000);
        List<String> kept = read(log, LogRequest.everything());
        assertThat(kept).last().isEqualTo("STDOUT line 499\n");
        assertThat(kept).hasSizeBetween(37, 74).doesNotHaveDuplicates();
    }

    @Test
    void goesOnBehindWhatAnEarlierEngineWroteAndDropsTheFrameItDiedIn() throws IOException {
        ContainerLog first = log(1 << 20);
        first.begin();
        write(first, StandardStream.STDOUT, "before\n");
        first.end();
        Files.write(directory.resolve("log"), new byte[] {0, 0, 0, 9, 1, 0}, StandardOpenOption.APPEND);

        ContainerLog second = log(1 << 20);
        assertThat(read(second, LogRequest.everything())).containsExactly("STDOUT before\n");
        second.begin();
        write(second, StandardStream.STDERR, "after\n");
        second.end();

        assertThat(read(second, LogRequest.everything())).containsExactly("STDOUT before\n", "STDERR after\n");
    }

    @Test
    void followsAcrossRotationUntilTheContainerEnds() throws Exception {
        ContainerLog log = log(400);
        log.begin();
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() ->
                log.read(following(), line -> heard.add(new String(line.bytes(), UTF_8)), new Cancellation()));

        for (int i = 0; i < 100; i++) {
            write(log, StandardStream.STDOUT, "line " + i + "\n");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("line " + i + "\n");
        }
        log.end();

        reader.get(10, TimeUnit.SECONDS);
        assertThat(heard).isEmpty();
    }

    @Test
    void returnsAtOnceWhenItFollowsAContainerThatHasEnded() {
        assertThat(read(log(100), following())).isEmpty();
    }

    @Test
    void letsGoOfAFollowerThatIsCancelled() {
        ContainerLog log = log(1 << 20);
        log.begin();
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> reader =
                CompletableFuture.runAsync(() -> log.read(following(), line -> {}, cancellation));

        cancellation.cancel();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> reader.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(CancellationException.class);
        log.end();
    }
}
