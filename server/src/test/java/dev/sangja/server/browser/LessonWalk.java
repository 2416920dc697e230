package dev.sangja.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.lessons.text.Language;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A learner who does a whole lesson from the page alone: finds it at home, predicts, types its solutions, reads what is
 * asked for off the outputs, has each step checked, and goes on by the link at its foot.
 */
final class LessonWalk {
    private final Browser browser;
    private final Lesson lesson;
    private final Language language;
    private final Map<String, Function<StepPage, String>> readings;

    /** @param readings how a learner reads the value of each answer field off the page */
    LessonWalk(Browser browser, Lesson lesson, Language language, Map<String, Function<StepPage, String>> readings) {
        this.browser = browser;
        this.lesson = lesson;
        this.language = language;
        this.readings = readings;
    }

    void walk() {
        browser.go("/?lang=" + language.tag());
        browser.click(".toc a[href='/lessons/" + lesson.slug() + "']");
        for (Step step : lesson.steps()) {
            browser.await(".frame[data-step='" + step.id() + "']");
            assertThat(browser.attribute("html", "lang")).isEqualTo(language.tag());
            assertThat(browser.text("h1")).contains(step.title().in(language));
            StepPage page = StepPage.shown(browser);
            take(page, step);
            browser.screenshot(lesson.slug() + "-" + step.number() + "-" + language.tag());
            assertThat(browser.attribute("[data-part='next']", "class")).contains("go");
            browser.click("[data-part='next']");
        }
        browser.await(".toc");
        assertThat(browser.all(".toc .now ~ .ticks i.f")).hasSize(lesson.steps().size());
    }

    private void take(StepPage page, Step step) {
        page.predict();
        for (String id : step.solution()) {
            Cell cell = step.cell(id).orElseThrow();
            if (cell instanceof Cell.Shell shell) {
                page.write(id, shell.solution().stripTrailing());
                page.run(id);
            } else if (cell instanceof Cell.File file) {
                page.write(id, file.solution().stripTrailing());
                page.run(id);
            } else if (cell instanceof Cell.Order order) {
                page.arrange(order);
            } else if (cell instanceof Cell.Answer answer) {
                answer.fields().forEach(field -> page.answer(answer, field.id(), read(page, field)));
            }
        }
        assertThat(page.check())
                .as("the check of %s.%s: %s", lesson.number(), step.number(), browser.text("#check .conds"))
                .isEqualTo("passed");
        browser.awaitTrue(
                "the tick of step " + step.number(),
                () -> browser.text("[data-part='passed']").contains(Integer.toString(step.number())));
        step.cells().stream()
                .filter(Cell.Quiz.class::isInstance)
                .map(Cell.Quiz.class::cast)
                .forEach(page::solve);
    }

    private String read(StepPage page, Cell.Field field) {
        return Optional.ofNullable(readings.get(field.id()))
                .orElseThrow(() -> new AssertionError("nobody says how to read '" + field.id() + "' off the page"))
                .apply(page);
    }
}
