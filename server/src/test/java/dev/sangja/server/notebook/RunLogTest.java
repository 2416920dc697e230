package dev.sangja.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sangja.runtime.receipt.OutputStreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunLogTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final RunEvent GONE = new RunEvent.Gone("it ended", Instant.EPOCH);

    private final EventFormat format =
            new EventFormat(JsonMapper.builder().addModule(new JavaTimeModule()).build());
    private final RunLog log = new RunLog(format);

    private static RunEvent out(String text) {
        return new RunEvent.Output(OutputStreamName.STDOUT, text);
    }

    private static RunEvent err(String text) {
        return new RunEvent.Output(OutputStreamName.STDERR, text);
    }

    @Test
    void mergesOutputThatNobodyHasReadYet() {
        log.append(new RunEvent.Started(new UUID(0, 1), 17));
        log.append(out("a"));
        log.append(out("가"));
        log.append(err("b"));

        assertThat(log.events())
                .containsExactly(
                        new WireEvent(1, "started", "{\"run\":\"00000000-0000-0000-0000-000000000001\",\"number\":17}"),
                        new WireEvent(2, "output", "{\"stream\":\"stdout\",\"text\":\"a가\"}"),
                        new WireEvent(3, "output", "{\"stream\":\"stderr\",\"text\":\"b\"}"));
    }

    @Test
    void neverChangesAnEventThatWasRead() throws InterruptedException {
        log.append(out("a"));
        List<WireEvent> first = log.await(0, LONG);
        log.append(out("b"));

        assertThat(first).containsExactly(new WireEvent(1, "output", "{\"stream\":\"stdout\",\"text\":\"a\"}"));
        assertThat(log.await(1, LONG))
                .containsExactly(new WireEvent(2, "output", "{\"stream\":\"stdout\",\"text\":\"b\"}"));
    }

    @Test
    void splitsVeryLongOutputIntoHandyPieces() {
        for (int index = 0; index < 3; index++) {
            log.append(out("x".repeat(40 * 1024)));
        }

        assertThat(log.events()).hasSize(3);
    }

    @Test
    void keepsOnlyTheLatestProgressThatNobodyHasRead() {
        log.append(new RunEvent.Progress(1, 0));
        log.append(new RunEvent.Progress(250, 2));

        assertThat(log.events()).containsExactly(new WireEvent(1, "progress", "{\"workload\":250,\"engine\":2}"));
    }

    @Test
    void wakesAReaderThatWaits() throws Exception {
        CompletableFuture<List<WireEvent>> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return log.await(0, LONG);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        log.append(out("late"));

        assertThat(reader.get(10, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void tellsReadersOfTheEndOnlyOnceItIsPublished() throws InterruptedException {
        List<WireEvent> whole = log.finish(GONE);

        assertThat(whole).hasSize(1);
        assertThat(log.await(0, Duration.ofMillis(20))).isEmpty();
        assertThat(log.complete()).isFalse();
        log.publish();
        assertThat(log.await(0, LONG)).isEqualTo(whole);
        assertThat(log.complete()).isTrue();
    }

    @Test
    void takesNothingMoreOnceItIsFinished() {
        List<WireEvent> whole = log.finish(GONE);
        log.append(out("too late"));
        log.publish();

        assertThat(log.events()).isEqualTo(whole);
    }

    @Test
    void readsBackWhatItWroteAsLines() {
        log.append(out("첫 줄\n\"둘째\"\u2028"));
        log.append(err("!"));
        List<WireEvent> whole = log.finish(GONE);

        List<WireEvent> read = format.parse(format.lines(whole));

        assertThat(read).isEqualTo(whole);
        assertThat(format.output(read, OutputStreamName.STDOUT)).isEqualTo("첫 줄\n\"둘째\"\u2028");
        assertThat(format.output(read, OutputStreamName.STDERR)).isEqualTo("!");
    }
}
