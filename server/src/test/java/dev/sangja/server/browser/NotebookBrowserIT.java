package dev.sangja.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** What a learner can do with a page besides passing its check. */
@ExtendWith(RunningServer.Shared.class)
class NotebookBrowserIT {
    private static final String CELL = "uts-box";

    private Browser browser;

    @BeforeEach
    void open(RunningServer server) {
        browser = Browser.open(server.address(), false);
        browser.go("/?lang=ko");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    /** Begins a run that says a word and then waits, and returns once the word is there. */
    private StepPage begin(String code) {
        StepPage page = StepPage.open(browser, "namespaces", 2);
        page.write(CELL, code);
        browser.press(Keys.ENTER, Keys.CONTROL);
        browser.awaitTrue("the first output", () -> page.output(CELL).contains("begun"));
        return page;
    }

    @Test
    void showsOutputWhileItComesWithItsColoursAndNeverAsMarkup() {
        StepPage page = begin("printf '\\033[1;31mbegun\\033[0m <b>x</b>\\n'; sleep 1; echo 끝; echo e >&2");
        assertThat(page.state(CELL)).isEqualTo("running");
        assertThat(browser.text("#cell-uts-box .out .c-red")).isEqualTo("begun");

        page.awaitReceipt(CELL, "");
        assertThat(page.output(CELL)).contains("<b>x</b>", "끝");
        assertThat(browser.text("#cell-uts-box .out .err")).isEqualTo("e\n");
        assertThat(browser.all("#cell-uts-box .out b")).isEmpty();
    }

    @Test
    void stopsARunAtTheLearnersWord() {
        StepPage page = begin("echo begun; sleep 1000");
        browser.click("#cell-uts-box [data-part='run']");
        page.awaitReceipt(CELL, "");
        assertThat(browser.text("#cell-uts-box [data-part='status']")).contains("멈춤");

        StepPage again = begin("echo begun again; sleep 1000");
        String before = again.receipt(CELL);
        browser.press("c", Keys.CONTROL);
        again.awaitReceipt(CELL, before);
        assertThat(browser.text("#cell-uts-box [data-part='status']")).contains("멈춤");
    }

    @Test
    void endsARunThatNobodyWatchesAndKeepsItsReceipt() {
        StepPage page = begin("echo begun; sleep 1; echo ended");
        browser.go("/");
        browser.await(".toc");
        StepPage back = StepPage.open(browser, "namespaces", 2);
        back.awaitReceipt(CELL, "");
        assertThat(page.output(CELL)).contains("begun", "ended");
    }

    @Test
    void keepsThePlaceAndTheTextWhenTheLanguageChanges() {
        StepPage page = StepPage.open(browser, "namespaces", 2);
        page.write(CELL, "echo 그대로");
        browser.click(".langs a[lang='en']");
        browser.await("html[lang='en']");
        StepPage english = StepPage.shown(browser);
        assertThat(browser.path()).isEqualTo("/lessons/namespaces/2");
        assertThat(english.code(CELL)).isEqualTo("echo 그대로");
        assertThat(browser.text("#check h2")).isEqualTo("Check");
        browser.reload();
        assertThat(browser.attribute("html", "lang")).isEqualTo("en");
    }

    @Test
    void saysThatTheMachineIsGoneAndGivesANewOneWithTheFilesKept() {
        StepPage page = StepPage.open(browser, "namespaces", 2);
        page.write(CELL, "echo kept > /lab/note; echo begun");
        page.run(CELL);
        page.write(CELL, "kill -KILL -1; kill -SEGV 1; sleep 20");
        browser.press(Keys.ENTER, Keys.CONTROL);
        browser.await(".notice:not([hidden])");
        browser.screenshot("machine-gone");
        assertThat(browser.text(".notice h2")).isEqualTo("머신이 사라졌습니다");

        page.write(CELL, "cat /lab/note");
        browser.click(".notice [data-part='rebuild']");
        browser.await("#machine[data-machine-state='ready']");
        browser.awaitTrue("the cell to run again", () -> page.output(CELL).contains("kept"));
        assertThat(browser.all(".notice:not([hidden])")).isEmpty();
    }

    @Test
    void opensATerminalOnTheSameMachine() {
        StepPage page = StepPage.open(browser, "namespaces", 2);
        page.write(CELL, "echo from the cell > /lab/shared");
        page.run(CELL);
        browser.press("`", Keys.CONTROL);
        browser.await(".xterm-helper-textarea");
        browser.awaitTrue("the prompt", () -> browser.text(".xterm-rows").contains("#"));
        browser.type("cat /lab/shared", Keys.ENTER);
        browser.awaitTrue("the file", () -> browser.text(".xterm-rows").contains("from the cell"));
        browser.screenshot("terminal");
    }

    @Test
    void helpsWhoeverAsksForWhatIsNotThere() {
        browser.go("/lessons/namespace?lang=ko");
        assertThat(browser.text("h1")).contains("이 주소에는 아무것도 없습니다");
        browser.click(".links a[href='/lessons/namespaces']");
        browser.await("#check");
        browser.go("/lessons/namespaces/77?lang=en");
        assertThat(browser.text("h1")).contains("There is nothing at this address");
        browser.click(".links a[href='/lessons/namespaces/9']");
        StepPage.shown(browser);
        assertThat(browser.complaints())
                .allSatisfy(complaint -> assertThat(complaint).contains("404"));
        assertThat(browser.hostsAsked()).isEqualTo(new java.util.TreeSet<>(List.of("localhost")));
    }
}
