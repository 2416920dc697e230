package dev.sangja.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.server.notebook.ScriptedMachine;
import dev.sangja.server.store.LearnerStore.NewLearner;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String STEP = "/lessons/namespaces/2";

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

    private HttpResponse<String> page(String path) throws Exception {
        return server.send(server.browserRequest(learner, path));
    }

    @Test
    void makesALearnerOfABrowserThatComesForTheFirstTime() throws Exception {
        HttpResponse<String> home = server.send(server.request("/?lang=ko"));

        assertThat(home.statusCode()).isEqualTo(200);
        List<String> cookies = home.headers().allValues("Set-Cookie");
        assertThat(cookies)
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("sangja=").contains("HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(cookies).anySatisfy(cookie -> assertThat(cookie).startsWith("lang=ko"));
        assertThat(page("/").headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void showsEveryPageInBothLanguages() throws Exception {
        for (String path : List.of("/", STEP, "/doctor")) {
            HttpResponse<String> korean = page(path + "?lang=ko");
            HttpResponse<String> english = page(path + "?lang=en");

            assertThat(korean.statusCode()).as(path).isEqualTo(200);
            assertThat(korean.body()).as(path).contains("<html lang=\"ko\"");
            assertThat(english.body()).as(path).contains("<html lang=\"en\"");
            assertThat(korean.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        }
    }

    @Test
    void leadsToTheStepWhereTheLearnerIs() throws Exception {
        assertThat(page("/lessons/namespaces").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith("/lessons/namespaces/1"));
        page(STEP);
        assertThat(page("/lessons/namespaces").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith(STEP));
        assertThat(page("/").body()).contains(STEP);
    }

    @Test
    void answersAnUnknownLessonOrStepWithAPageThatHelps() throws Exception {
        HttpResponse<String> lesson = page("/lessons/nowhere?lang=ko");
        HttpResponse<String> step = page("/lessons/namespaces/99?lang=en");

        assertThat(lesson.statusCode()).isEqualTo(404);
        assertThat(lesson.body()).contains("그런 레슨이 없습니다", "/lessons/namespaces");
        assertThat(step.statusCode()).isEqualTo(404);
        assertThat(step.body()).contains("no such step", STEP);
    }

    @Test
    void escapesWhatWasAskedFor() throws Exception {
        assertThat(page("/lessons/%3Cscript%3Ealert(1)%3C/script%3E").body()).doesNotContain("<script>alert");
    }

    @Test
    void servesTheFilesThatAPageAsksForAndNoOthers() throws Exception {
        String body = page("/").body();
        String style = body.replaceAll("(?s).*href=\"(/assets/[^\"]+\\.css)\".*", "$1");

        HttpResponse<String> file = page(style);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));
        assertThat(file.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(page("/assets/x/../../logback.xml").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(page("/vendor/..%2f..%2flogback.xml").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void showsARunWithItsOutputAndReceiptWhenThePageIsOpenedAgain() throws Exception {
        server.send(
                server.request(learner, "/api/lessons/namespaces/open").POST(TestServer.body("{\"step\":\"uts\"}")));
        ScriptedMachine machine = server.machines().next();
        HttpResponse<String> begun =
                server.send(server.request(learner, "/api/lessons/namespaces/steps/uts/cells/uts-box/runs")
                        .POST(TestServer.body("{\"code\":\"hostname\"}")));
        machine.nextRun().play("<b>lab</b>\n", 0);
        String run = server.parse(begun.body()).get("run").asText();
        assertThat(server.send(server.request(learner, "/api/runs/" + run + "/events"))
                        .body())
                .contains("event: ended");

        assertThat(page(STEP + "?lang=ko").body()).contains("&lt;b&gt;lab", "영수증 1");
        assertThat(page("/fragments/runs/" + run + "/receipt?lang=en").body()).contains("Receipt 1", "unshare");
        assertThat(page("/fragments/machine-panel").body()).contains("data-machine-state=\"ready\"");
        assertThat(server.send(server.browserRequest(server.learner(), "/fragments/runs/" + run + "/receipt"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void drawsTheFragmentsOfAStep() throws Exception {
        for (String fragment : List.of("check", "predict/outside", "pictures/map")) {
            HttpResponse<String> answer = page("/fragments/lessons/namespaces/steps/uts/" + fragment + "?lang=ko");
            assertThat(answer.statusCode()).as(fragment).isEqualTo(200);
            assertThat(answer.body()).as(fragment).startsWith("<");
        }
        assertThat(page("/fragments/machine-notice").body()).contains("hidden");
        assertThat(page("/fragments/lessons/namespaces/steps/uts/predict/nothing")
                        .body())
                .contains("question-unknown");
    }
}
