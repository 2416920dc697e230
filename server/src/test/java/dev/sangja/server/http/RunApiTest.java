package dev.sangja.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.server.notebook.MachineState;
import dev.sangja.server.notebook.Runs;
import dev.sangja.server.notebook.ScriptedMachine;
import dev.sangja.server.notebook.TooManyRunsException;
import dev.sangja.server.store.LearnerStore.NewLearner;
import dev.sangja.server.store.StepKey;
import dev.sangja.server.store.StoredRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunApiTest {
    private TestServer server;
    private NewLearner learner;
    private ScriptedMachine machine;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void seat() throws InterruptedException {
        if (learner != null) {
            machine.die("the test before this one is over");
        }
        learner = server.learner();
        server.seats().request(learner.id());
        assertThat(server.seats().await(learner.id(), Duration.ofSeconds(10)).kind())
                .isEqualTo(MachineState.Kind.READY);
        machine = server.machines().next();
    }

    private StoredRun begin() {
        return server.runs()
                .start(
                        machine,
                        new Runs.Cell(
                                new StepKey(learner.id(), "namespaces", "uts"),
                                "a",
                                "hostname",
                                TraceLevel.HIGHLIGHTS,
                                Duration.ofSeconds(30),
                                1024),
                        run -> {});
    }

    private HttpRequest.Builder events(StoredRun run) {
        return server.request(learner, "/api/runs/" + run.id() + "/events");
    }

    @Test
    void streamsARunFromItsFirstEventToItsLast() throws Exception {
        StoredRun run = begin();
        ScriptedMachine.Run cell = machine.nextRun();
        HttpResponse<InputStream> answer =
                server.client().send(events(run).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            cell.listener().started();
            assertThat(nextEvent(lines))
                    .isEqualTo("id: 1 event: started data: {\"run\":\"" + run.id() + "\",\"number\":1}");
            cell.listener().output(OutputStreamName.STDERR, "막힘\n");
            assertThat(nextEvent(lines))
                    .isEqualTo("id: 2 event: output data: {\"stream\":\"stderr\",\"text\":\"막힘\\n\"}");
            cell.end(3);
            assertThat(nextEvent(lines)).startsWith("id: 3 event: limit data: {\"resource\":\"memory\"");
            assertThat(nextEvent(lines)).startsWith("id: 4 event: ended").contains("\"number\":1", "\"code\":3");
            assertThat(lines.readLine()).isNull();
        }
    }

    private static String nextEvent(BufferedReader lines) throws IOException {
        StringBuilder event = new StringBuilder();
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                return event + "(the stream ended)";
            }
            if (line.isEmpty() && event.length() > 0) {
                return event.toString().strip();
            }
            if (!line.isEmpty() && !line.equals(":")) {
                event.append(line).append(' ');
            }
        }
    }

    @Test
    void resumesAfterTheLastEventThatTheReaderHasAndReplaysAfterTheEnd() throws Exception {
        StoredRun run = begin();
        machine.nextRun().play("lab\n", 0);
        String whole = server.send(events(run)).body();

        String resumed = server.send(events(run).header("Last-Event-ID", "2")).body();

        assertThat(whole).contains("id: 1\nevent: started", "id: 2\nevent: output", "event: ended");
        assertThat(resumed).doesNotContain("id: 1\n", "id: 2\n").contains("id: 3\n", "event: ended");
        assertThat(server.send(events(run)).body()).isEqualTo(whole);
    }

    @Test
    void refusesAnUnfitEventId() throws Exception {
        StoredRun run = begin();

        HttpResponse<String> answer = server.send(events(run).header("Last-Event-ID", "x"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("parameter-wrong");
    }

    @Test
    void givesTheReceiptOnceTheRunIsOver() throws Exception {
        StoredRun run = begin();
        String path = "/api/runs/" + run.id() + "/receipt";

        assertThat(server.send(server.request(learner, path)).body()).contains("receipt-not-yet");
        machine.nextRun().play("lab\n", 7);
        assertThat(server.send(events(run)).body()).contains("event: ended");

        HttpResponse<String> answer = server.send(server.request(learner, path));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.parse(answer.body()).at("/ending/code").asInt()).isEqualTo(7);
        assertThat(server.parse(answer.body()).at("/journal/entries/0/line").asText())
                .isEqualTo("unshare(CLONE_NEWUTS) = 0");
    }

    @Test
    void keepsTheReceiptOfARunThatNobodyWatched() throws Exception {
        StoredRun run = begin();
        machine.nextRun().play("lab\n", 0);

        // The events come from the database or from the live log, whichever it is by now: the end is the same.
        assertThat(server.send(events(run)).body()).contains("event: ended");
        assertThat(server.store().runs().receipt(run.id())).isPresent();
    }

    @Test
    void hidesARunFromEveryOtherLearner() throws Exception {
        StoredRun run = begin();
        NewLearner other = server.learner();

        for (String path : List.of("/events", "/receipt")) {
            HttpResponse<String> answer = server.send(server.request(other, "/api/runs/" + run.id() + path));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("run-unknown");
        }
        HttpResponse<String> interrupt = server.send(
                server.request(other, "/api/runs/" + run.id() + "/interrupt").POST(TestServer.nothing()));
        assertThat(interrupt.statusCode()).isEqualTo(404);
    }

    @Test
    void treatsAnIdThatIsNoneAsUnknown() throws Exception {
        assertThat(server.send(server.request(learner, "/api/runs/../etc/events"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send(server.request(learner, "/api/runs/17/receipt")).body())
                .contains("run-unknown");
    }

    @Test
    void interruptsARun() throws Exception {
        StoredRun run = begin();

        HttpResponse<String> answer = server.send(
                server.request(learner, "/api/runs/" + run.id() + "/interrupt").POST(TestServer.nothing()));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(machine.nextInterrupted()).isEqualTo(run.id());
    }

    @Test
    void tellsReadersThatTheMachineIsGoneAndThatThereIsNoReceipt() throws Exception {
        StoredRun run = begin();
        machine.nextRun().listener().started();
        machine.die("its process 1 ended");

        assertThat(server.send(events(run)).body()).contains("event: gone", "its process 1 ended");
        HttpResponse<String> receipt = server.send(server.request(learner, "/api/runs/" + run.id() + "/receipt"));
        assertThat(receipt.statusCode()).isEqualTo(404);
        assertThat(receipt.body()).contains("receipt-lost");
    }

    @Test
    void saysThatTooManyRunsAreUnderWay() {
        for (int times = 0; times < 20; times++) {
            begin();
        }

        assertThatThrownBy(this::begin).isInstanceOf(TooManyRunsException.class);
    }
}
