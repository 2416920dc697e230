package dev.sangja.web.lesson;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;

import dev.sangja.lessons.model.Cell;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Words;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.PTag;
import j2html.tags.specialized.SectionTag;
import java.util.Map;
import java.util.Optional;

/** Values that the learner measured, to fill in; they are compared with what is true at the time. */
final class AnswerBlock {
    private AnswerBlock() {}

    static SectionTag draw(StepView view, Cell.Answer cell, Words words) {
        String id = "answer-" + cell.id();
        CellWork work = view.work(cell.id());
        return section(
                        h2(words.say("answer.title")).withId(id + "-h"),
                        form(
                                        each(cell.fields(), field -> field(id, field, work, words)),
                                        button(words.say("answer.compare"))
                                                .withType("submit")
                                                .withClass("btn"),
                                        feedback(work.feedback()))
                                .attr("novalidate", "novalidate"))
                .withClass("ask answer")
                .withId(id)
                .attr("aria-labelledby", id + "-h")
                .attr(Data.HOOK, Hook.ANSWERS.module())
                .attr(Data.ACTION, Addresses.api(view.lesson(), view.step()) + "/answers/" + cell.id());
    }

    private static DivTag field(String block, Cell.Field field, CellWork work, Words words) {
        String id = block + "-" + field.id();
        return div(
                        label(rawHtml(field.label().html(words.language(), Map.of())))
                                .withFor(id),
                        input().withId(id)
                                .withName(field.id())
                                .withClass("field mono")
                                .withMaxlength("400")
                                .withValue(work.answers().getOrDefault(field.id(), ""))
                                .attr("autocomplete", "off")
                                .attr("spellcheck", "false"))
                .withClass("answer-field");
    }

    /** What the learner was told last; filled by the script after the next comparison. */
    static PTag feedback(Optional<CellWork.Feedback> feedback) {
        PTag said = p().withClass("told").attr(Data.PART, "told").attr("role", "status");
        feedback.ifPresent(told -> said.withText(told.message())
                .attr(Data.STATE, told.passed() ? State.PASSED.token() : State.FAILED.token()));
        return said;
    }
}
