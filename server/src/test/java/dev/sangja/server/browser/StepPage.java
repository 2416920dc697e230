package dev.sangja.server.browser;

import dev.sangja.lessons.model.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A step as a learner sees and uses it. */
final class StepPage {
    private final Browser browser;

    private StepPage(Browser browser) {
        this.browser = browser;
    }

    /** Opens that step and waits until its editors and its machine are there. */
    static StepPage open(Browser browser, String lesson, int number) {
        browser.go("/lessons/" + lesson + "/" + number);
        return shown(browser);
    }

    /** The step that the browser shows, once its editors and its machine are there. */
    static StepPage shown(Browser browser) {
        browser.awaitTrue(
                "the editors",
                () -> !browser.all("#check").isEmpty()
                        && browser.all(".cell").size()
                                == browser.all(".cell .cm-content").size());
        browser.await("#machine[data-machine-state='ready']");
        return new StepPage(browser);
    }

    static String cell(String id) {
        return "#cell-" + id;
    }

    static String editor(String id) {
        return cell(id) + " .cm-content";
    }

    String code(String id) {
        Object lines = browser.script(
                "return [...document.querySelectorAll(arguments[0] + ' .cm-line')].map(line => line.textContent).join('\\n')",
                cell(id));
        return String.valueOf(lines);
    }

    void write(String id, String code) {
        browser.write(editor(id), code);
    }

    /** Runs a cell with the keyboard, and waits for its receipt. */
    void run(String id) {
        String before = receipt(id);
        browser.click(editor(id));
        browser.press(Keys.ENTER, Keys.CONTROL);
        awaitReceipt(id, before);
    }

    /** The id of the run whose receipt stands under the cell; empty if there is none. */
    String receipt(String id) {
        return browser.attribute(cell(id) + " .receipt:not(.printing)", "data-run");
    }

    void awaitReceipt(String id, String before) {
        browser.awaitTrue("a new receipt under cell " + id, () -> {
            String now = receipt(id);
            return !now.isEmpty() && !now.equals(before);
        });
    }

    String output(String id) {
        return browser.text(cell(id) + " [data-part='output']");
    }

    String state(String id) {
        return browser.attribute(cell(id), "data-state");
    }

    /** Chooses the first prediction wherever one is asked for and none was made. */
    void predict() {
        for (WebElement question : browser.all(".predict:not(:has(dl))")) {
            String id = question.getAttribute("id");
            browser.click("#" + id + " .opts label:first-child");
            browser.awaitTrue(
                    "the prediction to be noted",
                    () -> !browser.text("#" + id + " [data-part='kept']").isEmpty());
        }
    }

    /** Fills in one field and has it compared. */
    void answer(Cell.Answer cell, String field, String value) {
        String form = "#answer-" + cell.id();
        browser.click(form + " input[name='" + field + "']");
        browser.press("a", Keys.CONTROL);
        browser.type(value, Keys.ENTER);
        browser.await(form + " [data-part='told'][data-state]");
    }

    /** Moves the items one by one until they stand in that order, and has it compared. */
    void arrange(Cell.Order order) {
        String block = "#order-" + order.id();
        for (int place = 0; place < order.solution().size(); place++) {
            String item = order.solution().get(place);
            for (int at = items(block).indexOf(item); at > place; at--) {
                browser.click(block + " [data-item='" + item + "'] [data-part='up']");
                int expected = at - 1;
                browser.awaitTrue(item + " to move up", () -> items(block).indexOf(item) == expected);
            }
        }
        browser.click(block + " [data-part='compare']");
        browser.await(block + " [data-part='told'][data-state]");
    }

    /** Answers a quiz rightly, and waits for the reasons. */
    void solve(Cell.Quiz quiz) {
        String block = "#quiz-" + quiz.id();
        for (Cell.Question question : quiz.questions()) {
            browser.click(block + " [data-question='" + question.id() + "'] label:has(input[value='" + question.right()
                    + "'])");
        }
        browser.click(block + " button[type='submit']");
        browser.awaitTrue(
                "every question to be answered",
                () -> browser.all(block + " .because[data-state='passed']").size()
                        == quiz.questions().size());
    }

    private List<String> items(String block) {
        List<String> items = new ArrayList<>();
        for (WebElement item : browser.all(block + " [data-item]")) {
            items.add(Optional.ofNullable(item.getAttribute("data-item")).orElse(""));
        }
        return items;
    }

    /** Asks for the check, and waits for its answer: {@code passed} or {@code failed}. */
    String check() {
        String before = browser.text("#check header .status");
        browser.click("#check [data-part='check']");
        browser.awaitTrue("the check's answer", () -> {
            String now = browser.text("#check header .status");
            // While it is being checked, the word has no second half.
            return !now.equals(before) && now.contains("·");
        });
        return browser.attribute("#check", "data-state");
    }

    /** Whether the step list ticks the step of that number. */
    boolean ticked(int number) {
        return !browser.all(".steps li:nth-child(" + number + ") a[data-state='passed']")
                .isEmpty();
    }
}
