package dev.sangja.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.server.store.LearnerStore.NewLearner;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void answersAnUnknownPathInTheAskedLanguage() throws Exception {
        HttpResponse<String> korean = server.send(server.request("/api/nothing?lang=ko"));
        HttpResponse<String> english =
                server.send(server.request("/api/nothing").header("Accept-Language", "fr, en;q=0.5"));

        assertProblem(korean, 404, "path-unknown");
        assertThat(server.parse(korean.body()).get("detail").asText()).isEqualTo("이 주소에는 아무것도 없습니다.");
        assertThat(server.parse(english.body()).get("detail").asText()).isEqualTo("There is nothing at this address.");
    }

    @Test
    void answersAWrongMethodAsSuch() throws Exception {
        assertProblem(server.send(server.request("/api/learners").GET()), 405, "method-wrong");
    }

    @Test
    void refusesAForeignHostName() throws Exception {
        // The JDK's client does not let a program choose the Host header.
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /api/machine HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(readAll(socket.getInputStream()))
                    .startsWith("HTTP/1.1 421")
                    .contains("host-unknown");
        }
    }

    private static String readAll(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void knowsTheNamesOfThisComputer() {
        for (String host : Set.of("localhost:8080", "127.0.0.1", "127.8.9.1:1", "[::1]:80", "a.localhost:8080")) {
            assertThat(Gate.isThisComputer(Gate.hostName(host))).as(host).isTrue();
        }
        for (String host : Set.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "[")) {
            assertThat(Gate.isThisComputer(Gate.hostName(host))).as(host).isFalse();
        }
    }

    @Test
    void refusesAChangeThatAForeignPageCouldHaveMadeTheBrowserSend() throws Exception {
        NewLearner learner = server.learner();

        HttpResponse<String> without =
                server.send(server.browserRequest(learner, "/api/machine/reset").POST(TestServer.body("{}")));
        HttpResponse<String> foreign = server.send(server.browserRequest(learner, "/api/machine/reset")
                .header("X-Sangja", "1")
                .header("Origin", "http://evil.example")
                .POST(TestServer.body("{}")));

        assertProblem(without, 403, "header-missing");
        assertProblem(foreign, 403, "origin-foreign");
    }

    @Test
    void takesAChangeFromOurOwnPageAndFromAScript() throws Exception {
        HttpResponse<String> page = server.send(server.browserRequest(server.learner(), "/api/machine/reset")
                .header("X-Sangja", "1")
                .header("Origin", "http://localhost:" + server.port())
                .POST(TestServer.body("{\"keepFiles\":true}")));
        assertThat(page.statusCode()).isEqualTo(200);

        HttpResponse<String> script = server.send(
                server.request(server.learner(), "/api/machine/reset").POST(TestServer.body("{\"keepFiles\":true}")));
        assertThat(script.statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAnonymousAndUnknownCallers() throws Exception {
        assertProblem(server.send(server.request("/api/machine")), 401, "learner-needed");
        assertProblem(
                server.send(server.request("/api/machine").header("Authorization", "Bearer nonsense")),
                401,
                "token-unknown");
    }

    @Test
    void saysWhatIsWrongWithABody() throws Exception {
        NewLearner learner = server.learner();

        HttpResponse<String> malformed =
                server.send(server.request(learner, "/api/machine/reset").POST(TestServer.body("{")));
        HttpResponse<String> misfit = server.send(
                server.request(learner, "/api/machine/reset").POST(TestServer.body("{\"keepFiles\":\"perhaps\"}")));
        HttpResponse<String> large =
                server.send(server.request(learner, "/api/machine/reset").POST(TestServer.body(" ".repeat(200_000))));

        assertProblem(malformed, 400, "body-malformed");
        assertProblem(misfit, 400, "body-malformed");
        assertThat(server.parse(misfit.body()).get("detail").asText()).contains("keepFiles");
        assertProblem(large, 413, "body-too-large");
        assertThat(server.machines().erased()).isEmpty();
    }

    @Test
    void sendsTheHeadersThatKeepABrowserSafe() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/nothing"));

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("script-src 'self';", "frame-ancestors 'none'")
                        .doesNotContain("unsafe-eval"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void allowsABurstAndThenSoMuchASecond() {
        long[] now = {0};
        RateLimit limit = new RateLimit(10, 3, () -> now[0]);

        for (int times = 0; times < 3; times++) {
            assertThat(limit.allow("a")).isTrue();
        }
        assertThat(limit.allow("a")).isFalse();
        assertThat(limit.allow("b")).isTrue();
        now[0] = 100_000_000;
        assertThat(limit.allow("a")).isTrue();
        assertThat(limit.allow("a")).isFalse();
    }
}
