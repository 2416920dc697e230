package dev.sangja.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sangja.server.notebook.ScriptedMachine;
import dev.sangja.server.store.LearnerStore.NewLearner;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineApiTest {
    private TestServer server;
    private NewLearner learner;

    @BeforeEach
    void start() {
        server = new TestServer();
        learner = server.learner();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode machine(NewLearner who) throws Exception {
        return server.parse(server.send(server.request(who, "/api/machine")).body());
    }

    private JsonNode reset(NewLearner who, boolean keepFiles) throws Exception {
        return server.parse(server.send(server.request(who, "/api/machine/reset")
                        .POST(TestServer.body("{\"keepFiles\":" + keepFiles + "}")))
                .body());
    }

    @Test
    void tellsWhatHasBecomeOfTheMachine() throws Exception {
        assertThat(machine(learner).get("state").asText()).isEqualTo("none");

        JsonNode ready = reset(learner, true);
        assertThat(ready.get("state").asText()).isEqualTo("ready");
        assertThat(ready.at("/view/hostname").asText()).isEqualTo("lab");

        server.machines().next().die("its process 1 ended");
        JsonNode gone = machine(learner);
        assertThat(gone.get("state").asText()).isEqualTo("gone");
        assertThat(gone.get("cause").asText()).isEqualTo("its process 1 ended");
    }

    @Test
    void tellsHowManyAreAheadWhenAllMachinesAreTaken() throws Exception {
        reset(server.learner(), true);
        reset(server.learner(), true);
        server.seats().request(server.learner().id());
        server.seats().request(learner.id());

        JsonNode queued = machine(learner);

        assertThat(queued.get("state").asText()).isEqualTo("queued");
        assertThat(queued.get("ahead").asInt()).isEqualTo(1);
    }

    @Test
    void givesANewMachineWithoutTheFilesWhenAskedTo() throws Exception {
        reset(learner, true);
        assertThat(server.machines().erased()).isEmpty();

        reset(learner, false);
        assertThat(server.machines().erased()).hasSize(1);
    }

    @Test
    void makesALearnerForAScript() throws Exception {
        JsonNode made = server.parse(server.send(server.request("/api/learners").POST(TestServer.nothing()))
                .body());

        assertThat(machine(new NewLearner(
                                UUID.fromString(made.get("id").asText()),
                                made.get("token").asText()))
                        .get("state")
                        .asText())
                .isEqualTo("none");
    }

    @Test
    void carriesATerminalBothWays() throws Exception {
        reset(learner, true);
        ScriptedMachine machine = server.machines().next();
        Screen screen = new Screen();
        WebSocket socket = connect(learner, "?columns=100&rows=30", screen);
        ScriptedMachine.Screen shell = machine.nextScreen();
        assertThat(shell.next()).isEqualTo("resize 100x30");

        socket.sendBinary(ByteBuffer.wrap("ls\r".getBytes(StandardCharsets.UTF_8)), true)
                .join();
        assertThat(shell.next()).isEqualTo("type ls\r");
        socket.sendText("{\"resize\":{\"columns\":40,\"rows\":10}}", true).join();
        assertThat(shell.next()).isEqualTo("resize 40x10");
        shell.listener().output("상자\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(screen.next()).isEqualTo("상자\r\n");

        shell.listener().closed();
        assertThat(screen.next()).isEqualTo("closed 1000 shell-ended");
        assertThat(shell.next()).isEqualTo("close");
    }

    @Test
    void refusesATerminalWithoutAMachineAndSaysWhy() throws Exception {
        Screen screen = new Screen();
        connect(learner, "", screen);

        assertThat(screen.next()).isEqualTo("closed 4409 machine-none");
    }

    @Test
    void hangsUpOnAnUnfitSize() throws Exception {
        reset(learner, true);
        Screen screen = new Screen();
        WebSocket socket = connect(learner, "", screen);
        socket.sendText("{\"resize\":{\"columns\":-1,\"rows\":10}}", true).join();

        assertThat(screen.next()).isEqualTo("closed 4400 parameter-wrong");
    }

    @Test
    void refusesATerminalToStrangersAndForeignPages() {
        Screen screen = new Screen();

        assertThatThrownBy(() -> server.client()
                        .newWebSocketBuilder()
                        .buildAsync(socketAddress(""), screen)
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> server.client()
                        .newWebSocketBuilder()
                        .header("Authorization", "Bearer " + learner.token())
                        .header("Origin", "http://evil.example")
                        .buildAsync(socketAddress(""), screen)
                        .join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    private URI socketAddress(String query) {
        return URI.create("ws://localhost:" + server.port() + "/api/terminal" + query);
    }

    private WebSocket connect(NewLearner who, String query, Screen screen) {
        return server.client()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + who.token())
                .header("Origin", "http://localhost:" + server.port())
                .buildAsync(socketAddress(query), screen)
                .join();
    }

    /** The browser's side of a terminal. */
    private static final class Screen implements WebSocket.Listener {
        private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            happened.add(new String(bytes, StandardCharsets.UTF_8));
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            happened.add("closed " + status + " " + reason);
            return CompletableFuture.completedFuture(null);
        }

        String next() throws InterruptedException {
            return Optional.ofNullable(happened.poll(10, TimeUnit.SECONDS)).orElse("nothing happened");
        }
    }
}
