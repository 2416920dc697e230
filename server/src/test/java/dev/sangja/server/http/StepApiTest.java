package dev.sangja.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sangja.lessons.model.Step;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.server.notebook.ScriptedMachine;
import dev.sangja.server.store.LearnerStore.NewLearner;
import dev.sangja.server.store.StepKey;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepApiTest {
    private static final String LESSON = "/api/lessons/namespaces";
    private static final String STEP = LESSON + "/steps/uts";

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

    private HttpResponse<String> post(String path, String body) throws Exception {
        return server.send(server.request(learner, path).POST(TestServer.body(body)));
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return server.send(server.request(learner, path).PUT(TestServer.body(body)));
    }

    private ScriptedMachine opened() throws Exception {
        return opened("uts");
    }

    private ScriptedMachine opened(String step) throws Exception {
        assertThat(server.parse(post(LESSON + "/open", "{\"step\":\"" + step + "\"}")
                                .body())
                        .get("state")
                        .asText())
                .isEqualTo("ready");
        return server.machines().next();
    }

    private StepKey key() {
        return new StepKey(learner.id(), "namespaces", "uts");
    }

    @Test
    void listsWhatIsTaughtInTheAskedLanguage() throws Exception {
        JsonNode korean =
                server.parse(server.send(server.request("/api/lessons?lang=ko")).body());
        JsonNode lesson = korean.get("lessons").get(5);

        assertThat(lesson.get("slug").asText()).isEqualTo("namespaces");
        assertThat(lesson.get("title").asText()).startsWith("네임스페이스");
        assertThat(lesson.at("/steps/1/id").asText()).isEqualTo("uts");
        assertThat(lesson.at("/steps/1/status").asText()).isEqualTo("new");
    }

    @Test
    void buildsTheStartStateOnceOnAMachineAndAgainWhenTheStepIsReset() throws Exception {
        Step step = TestCourse.read().find("namespaces").orElseThrow().content().orElseThrow().steps().stream()
                .filter(other -> !other.startState().isBlank())
                .findFirst()
                .orElseThrow();
        ScriptedMachine machine = opened(step.id());
        post(LESSON + "/open", "{\"step\":\"" + step.number() + "\"}");
        assertThat(machine.prepared()).containsExactly(step.startState());

        assertThat(post(LESSON + "/steps/" + step.id() + "/reset", "").statusCode())
                .isEqualTo(204);
        assertThat(machine.prepared().stream().filter(step.startState()::equals))
                .hasSize(2);
    }

    @Test
    void runsTheCodeThatWasSentOrTheDraftOrWhatTheCellStartsFrom() throws Exception {
        ScriptedMachine machine = opened();
        String cell = STEP + "/cells/uts-box";

        post(cell + "/runs", "{}");
        assertThat(machine.nextRun().request().code()).contains("unshare");

        assertThat(put(cell + "/draft", "{\"code\":\"hostname # 초안\"}").statusCode())
                .isEqualTo(204);
        post(cell + "/runs", "{}");
        assertThat(machine.nextRun().request().code()).isEqualTo("hostname # 초안");

        HttpResponse<String> begun = post(cell + "/runs", "{\"code\":\"date\",\"level\":\"everything\"}");
        ScriptedMachine.Run run = machine.nextRun();
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(server.parse(begun.body()).get("number").asInt()).isEqualTo(3);
        assertThat(server.parse(begun.body()).get("events").asText())
                .isEqualTo("/api/runs/" + run.request().run() + "/events");
        assertThat(run.request().code()).isEqualTo("date");
        assertThat(run.request().level()).isEqualTo(TraceLevel.EVERYTHING);
    }

    @Test
    void refusesWhatCannotBeRunAndSaysWhy() throws Exception {
        String cell = STEP + "/cells/uts-box";
        assertThat(post(cell + "/runs", "{}").body()).contains("machine-none");
        opened();

        assertThat(post(cell + "/runs", "{\"code\":\"" + "x".repeat(70_000) + "\"}")
                        .body())
                .contains("code-too-long");
        assertThat(post(cell + "/runs", "{\"code\":\"a\\u0000b\"}").body()).contains("parameter-wrong");
        assertThat(post(cell + "/runs", "{\"level\":\"loud\"}").body()).contains("parameter-wrong");
        assertThat(post(cell + "/runs", "{\"cod\":\"x\"}").body()).contains("body-malformed");
        assertThat(post(STEP + "/cells/nothing/runs", "{}").body()).contains("cell-unknown");
        assertThat(post(LESSON + "/steps/nothing/cells/a/runs", "{}").body()).contains("step-unknown");
        assertThat(post("/api/lessons/nothing/steps/1/cells/a/runs", "{}").body())
                .contains("lesson-unknown");
        assertThat(post("/api/lessons/first-containers/open", "{}").body()).contains("lesson-");
        assertThat(put(cell + "/draft", "{}").body()).contains("body-malformed");
        assertThat(server.store().runs().countsOfSteps(learner.id())).isEmpty();
    }

    @Test
    void tellsWhatACheckExpectedAndWhatItFound() throws Exception {
        opened();

        JsonNode result = server.parse(post(STEP + "/check?lang=en", "").body());

        assertThat(result.get("passed").asBoolean()).isFalse();
        assertThat(result.get("code").asText()).isEqualTo("UTS_NO_PROC");
        assertThat(result.get("conditions")).hasSizeGreaterThan(1);
        assertThat(server.store().progress().feedbacks(key())).containsExactly("UTS_NO_PROC");
        assertThat(server.store().progress().ofStep(key()).orElseThrow().attempts())
                .isEqualTo(1);
    }

    @Test
    void givesHintsInTurnAndTheSolutionAfterBothAndThreeTries() throws Exception {
        opened();
        String hints = STEP + "/hints/";

        assertThat(post(hints + "2", "").body()).contains("hint-early");
        assertThat(server.parse(post(hints + "1", "").body()).get("hints").asInt())
                .isEqualTo(1);
        assertThat(server.parse(post(hints + "2", "").body()).get("text").asText())
                .contains("____");
        assertThat(post(hints + "3", "").body()).contains("hint-unknown");
        assertThat(post(hints + "solution", "").body()).contains("solution-early");
        for (int tries = 0; tries < 3; tries++) {
            post(STEP + "/check", "");
        }
        assertThat(server.parse(post(hints + "solution", "").body())
                        .at("/cells/0/code")
                        .asText())
                .contains("unshare -u");
        assertThat(server.store().progress().ofStep(key()).orElseThrow().solutionShown())
                .isTrue();
    }

    @Test
    void keepsAPredictionUntilItsOutcomeIsKnown() throws Exception {
        ScriptedMachine machine = opened();
        String predict = STEP + "/predict/outside";

        assertThat(post(predict, "{\"option\":\"perhaps\"}").body()).contains("option-unknown");
        assertThat(post(STEP + "/predict/nothing", "{}").body()).contains("question-unknown");
        assertThat(post(predict, "{\"option\":\"changed\"}").statusCode()).isEqualTo(204);
        assertThat(post(predict, "{\"option\":\"unsure\"}").statusCode()).isEqualTo(204);

        HttpResponse<String> begun = post(STEP + "/cells/uts-box/runs", "{}");
        machine.nextRun().play("", 0);
        String events = server.parse(begun.body()).get("events").asText();
        assertThat(server.send(server.request(learner, events)).body()).contains("event: ended");

        // The scripted machine's host name is lab, as its view says.
        assertThat(post(predict, "{\"why\":\"복사본이라서\"}").statusCode()).isEqualTo(204);
        assertThat(post(predict, "{\"option\":\"same\"}").body()).contains("prediction-closed");
    }

    @Test
    void refusesAnswersToFieldsThatAreNotThere() throws Exception {
        post(LESSON + "/open", "{\"step\":\"map\"}");
        String answers = LESSON + "/steps/map/answers/map-shared";

        assertThat(post(answers, "{\"fields\":{\"other\":\"x\"}}").body()).contains("field-unknown");
        HttpResponse<String> told = post(answers + "?lang=en", "{\"fields\":{\"shared\":\"time\"}}");
        assertThat(server.parse(told.body()).get("passed").asBoolean()).isFalse();
    }
}
