package dev.sangja.web.lesson;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.fieldset;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.legend;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;

import dev.sangja.lessons.model.Cell;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.FieldsetTag;
import j2html.tags.specialized.SectionTag;
import java.util.Map;
import java.util.Optional;

/** Questions about the idea. They never gate a step; after an answer the reason stands below. */
public final class QuizBlock {
    private QuizBlock() {}

    public static SectionTag draw(StepView view, Cell.Quiz quiz, Words words) {
        String id = "quiz-" + quiz.id();
        CellWork work = view.work(quiz.id());
        return section(
                        h2(words.say("quiz.title")).withId(id + "-h"),
                        p(words.say("quiz.note")).withClass("dim small"),
                        form(
                                        each(
                                                quiz.questions(),
                                                question -> question(
                                                        id,
                                                        question,
                                                        Optional.ofNullable(
                                                                work.answers().get(question.id())),
                                                        words)),
                                        button(words.say("quiz.answer"))
                                                .withType("submit")
                                                .withClass("btn"))
                                .attr("novalidate", "novalidate"))
                .withClass("ask quiz")
                .withId(id)
                .attr("aria-labelledby", id + "-h")
                .attr(Data.HOOK, Hook.QUIZ.module())
                .attr(Data.ACTION, Addresses.api(view.lesson(), view.step()) + "/quiz/" + quiz.id())
                .attr(Data.FRAGMENT, Addresses.fragment(view.lesson(), view.step()) + "/quiz/" + quiz.id());
    }

    private static FieldsetTag question(String quiz, Cell.Question question, Optional<String> chosen, Words words) {
        String name = quiz + "-" + question.id();
        boolean right = chosen.isPresent() && chosen.get().equals(question.right());
        return fieldset(
                        legend(rawHtml(question.question().html(words.language(), Map.of()))),
                        div(each(question.options(), option -> option(name, option, chosen, words)))
                                .withClass("opts"),
                        iff(chosen.isPresent(), told(question, right, words)))
                .attr("data-question", question.id());
    }

    private static DomContent option(String name, Cell.Option option, Optional<String> chosen, Words words) {
        return label(
                input().withType("radio")
                        .withName(name)
                        .withValue(option.id())
                        .withCondChecked(chosen.isPresent() && chosen.get().equals(option.id())),
                span(rawHtml(option.text().html(words.language(), Map.of()))));
    }

    /** Says which it is and why, whatever was chosen. */
    private static DomContent told(Cell.Question question, boolean right, Words words) {
        State state = right ? State.PASSED : State.IDLE;
        String answer = question.options().stream()
                .filter(option -> option.id().equals(question.right()))
                .findFirst()
                .map(option -> option.text().plain(words.language(), Map.of()))
                .orElse(question.right());
        return div(
                        state.icon().draw(),
                        div(
                                p(words.say(right ? "quiz.agrees" : "quiz.differs", "answer", answer))
                                        .withClass("what"),
                                p(rawHtml(question.why().html(words.language(), Map.of())))
                                        .withClass("note")))
                .withClass("because")
                .attr(Data.STATE, state.token());
    }
}
