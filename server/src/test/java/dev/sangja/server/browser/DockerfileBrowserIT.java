package dev.sangja.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WebElement;

/** A Dockerfile's cell while it is written. */
@ExtendWith(RunningServer.Shared.class)
class DockerfileBrowserIT {
    private Browser browser;
    private String cell;

    @BeforeEach
    void open(RunningServer server) {
        browser = Browser.open(server.address(), false);
        browser.go("/?lang=ko");
        StepPage.open(browser, "layers", 7);
        cell = "#" + browser.attribute(".cell:has([data-hook='notes'])", "id");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private void write(String text) {
        browser.write(cell + " .cm-content", text);
    }

    private String told() {
        return browser.text(cell + " [data-part='told']");
    }

    @Test
    void numbersTheLinesMarksMistakesWhereTheyAreAndLeadsToThem() {
        browser.awaitTrue("the first look", () -> told().contains("없습니다"));
        write("FROM lab/base:1\nRUN true\nCOPPY a /b\nMAINTAINER me\n");
        browser.awaitTrue("what is wrong", () -> told().equals("오류 1, 경고 1"));

        assertThat(browser.text(cell + " .note-error")).isEqualTo("COPPY");
        assertThat(browser.all(cell + " .cm-signs .sign.error")).hasSize(1);
        assertThat(browser.all(cell + " .cm-signs .sign.warning:not([style*='hidden'])"))
                .isNotEmpty();
        assertThat(browser.all(cell + " .cm-lineNumbers .cm-gutterElement").stream()
                        .map(WebElement::getText))
                .contains("1", "2", "3", "4");
        assertThat(browser.text(cell + " .notes li")).contains("3:1", "모르는 명령입니다: COPPY");
        browser.screenshot("dockerfile-notes");

        browser.click(cell + " .notes li .place");
        browser.type("X");
        assertThat(browser.text(cell + " .cm-line:nth-child(3)")).startsWith("XCOPPY");
        write("FROM lab/base:1\nCOPY a /b\n");
        browser.awaitTrue("that nothing is wrong", () -> told().contains("없습니다"));
        assertThat(browser.all(cell + " .note-error")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keepsTheMarksWhenTheSameTextIsWrittenAgain() {
        String text = "FROM lab/base:1\nCOPPY a /b\n";
        write(text);
        browser.awaitTrue("what is wrong", () -> told().equals("오류 1, 경고 0"));
        write(text);
        browser.awaitTrue("the mark", () -> browser.text(cell + " .note-error").equals("COPPY"));
    }

    @Test
    void saysItAlsoToWhoeverDoesNotSeeTheMarks() {
        write("FROM lab/base:1\nCOPPY a /b\n");
        browser.awaitTrue("what is wrong", () -> told().equals("오류 1, 경고 0"));

        String described = browser.attribute(cell + " .cm-content", "aria-describedby");
        assertThat(browser.text("#" + described)).isEqualTo("오류 1, 경고 0");
        assertThat(browser.attribute("#" + described, "role")).isEqualTo("status");
        assertThat(List.of(browser.text(cell + " .notes li .sr"))).containsExactly("오류");
    }
}
