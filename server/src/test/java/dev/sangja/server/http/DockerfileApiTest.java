package dev.sangja.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sangja.server.store.LearnerStore.NewLearner;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DockerfileApiTest {
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

    private JsonNode check(String text, String language) throws Exception {
        HttpResponse<String> answer = server.send(server.request(learner, "/api/dockerfile/check?lang=" + language)
                .POST(TestServer.body(document(text))));
        assertThat(answer.statusCode()).isEqualTo(200);
        return server.parse(answer.body()).get("notes");
    }

    private static String document(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text).toString();
    }

    @Test
    void saysNothingAboutAFileThatIsRight() throws Exception {
        assertThat(check("FROM lab/base:1\nCMD [\"true\"]\n", "en")).isEmpty();
    }

    @Test
    void saysWhatIsWrongWhereInTheAskedLanguage() throws Exception {
        String text = "FROM lab/base:1\nCOPPY a /b\nMAINTAINER me\n";
        JsonNode korean = check(text, "ko");
        JsonNode english = check(text, "en");

        assertThat(english).hasSize(2);
        JsonNode error = english.get(0);
        assertThat(error.get("level").asText()).isEqualTo("error");
        assertThat(error.get("line").asInt()).isEqualTo(2);
        assertThat(error.get("column").asInt()).isEqualTo(1);
        assertThat(error.get("endColumn").asInt()).isEqualTo(6);
        assertThat(error.get("message").asText()).contains("unknown instruction: COPPY");
        assertThat(error.get("expected").asText()).contains("COPY");
        assertThat(english.get(1).get("rule").asText()).isEqualTo("MaintainerDeprecated");
        assertThat(english.get(1).get("level").asText()).isEqualTo("warning");
        assertThat(korean.get(0).get("message").asText()).contains("모르는 명령입니다: COPPY");
    }

    @Test
    void refusesWhatIsTooLongOrNoText() throws Exception {
        HttpResponse<String> tooLong = server.send(
                server.request(learner, "/api/dockerfile/check").POST(TestServer.body(document("#".repeat(65_537)))));
        HttpResponse<String> nothing =
                server.send(server.request(learner, "/api/dockerfile/check").POST(TestServer.body("{}")));
        HttpResponse<String> nobody =
                server.send(server.request("/api/dockerfile/check").POST(TestServer.body(document("FROM x"))));

        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nobody.statusCode()).isEqualTo(401);
    }
}
