package dev.sangja.web.lesson;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.kbd;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import dev.sangja.lessons.check.CheckResult;
import dev.sangja.lessons.check.Condition;
import dev.sangja.lessons.check.Failure;
import dev.sangja.lessons.text.Message;
import dev.sangja.web.markup.Chip;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeaderTag;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.SectionTag;
import java.util.Map;

/** A step's check: every condition with what was measured, or what was expected, what was found, and where to look. */
public final class CheckBlock {
    private CheckBlock() {}

    /** The check with the hint ladder below it; a fragment that replaces itself. */
    public static SectionTag draw(StepView view, Words words) {
        CheckWork work = view.check();
        State state = state(work);
        return section(
                        top(view, state, words),
                        div(ol(each(view.step().check().conditions(), condition -> condition(work, condition, words)))
                                        .withClass("conds"))
                                .attr("role", "status"),
                        HintLadder.draw(view, words))
                .withClass("check")
                .withId("check")
                .attr("aria-labelledby", "check-h")
                .attr(Data.STATE, state.token())
                .attr(Data.HOOK, Hook.CHECK.module())
                .attr(Data.ACTION, Addresses.api(view.lesson(), view.step()))
                .attr(Data.FRAGMENT, Addresses.fragment(view.lesson(), view.step()) + "/check");
    }

    private static State state(CheckWork work) {
        if (work.passed()) {
            return State.PASSED;
        }
        return work.result().isPresent() ? State.FAILED : State.IDLE;
    }

    private static HeaderTag top(StepView view, State state, Words words) {
        CheckWork work = view.check();
        int count = view.step().check().conditions().size();
        String word;
        if (work.result().isPresent()) {
            CheckResult result = work.result().get();
            String tried = words.say(work.attempts() <= 1 ? "check.first" : "check.tries", "count", work.attempts());
            word = (result.passed()
                            ? words.say("check.all", "count", count)
                            : words.say("check.some", "count", count, "passed", result.passedCount()))
                    + " · " + tried;
        } else if (work.passedAt().isPresent()) {
            word = words.say(
                    "check.passed", "time", words.minute(work.passedAt().get()));
        } else {
            word = words.say("check.idle", "count", count);
        }
        boolean again = work.result().isPresent();
        return header(
                h2(words.say("check.title")).withId("check-h"),
                Chip.of(state, word),
                button(text(words.say(again ? "check.again" : "check.run") + " "), kbd("Ctrl ⇧ ↵"))
                        .withType("button")
                        .withClass(state == State.PASSED ? "btn" : "btn go")
                        .attr(Data.PART, "check"));
    }

    private static LiTag condition(CheckWork work, Condition condition, Words words) {
        return work.result().stream()
                .flatMap(result -> result.conditions().stream())
                .filter(found -> found.condition().id().equals(condition.id()))
                .findFirst()
                .map(found -> found(found, words))
                .orElseGet(() -> unchecked(condition, work.passedAt().isPresent() ? State.PASSED : State.IDLE, words));
    }

    private static LiTag unchecked(Condition condition, State state, Words words) {
        return item(state, div(what(condition, Map.of(), words)));
    }

    private static LiTag found(CheckResult.OfCondition found, Words words) {
        Condition condition = found.condition();
        Map<String, String> facts = found.facts();
        return switch (found.status()) {
            case PASSED ->
                item(
                        State.PASSED,
                        div(
                                what(condition, facts, words),
                                p(html(condition.measured(), facts, words)).withClass("note")));
            case FAILED ->
                item(
                        State.FAILED,
                        div(
                                what(condition, facts, words),
                                each(found.failure().stream().map(failure -> failed(failure, facts, words)))));
            case NOT_EVALUATED -> {
                String why = found.obstacle().isEmpty()
                        ? words.say("check.later")
                        : words.say("check.obstacle", "why", found.obstacle());
                yield item(State.IDLE, div(what(condition, facts, words), p(why).withClass("note")));
            }
        };
    }

    private static LiTag item(State state, DomContent content) {
        return li(state.icon().draw(), content).attr(Data.STATE, state.token());
    }

    private static DomContent what(Condition condition, Map<String, String> facts, Words words) {
        return p(html(condition.what(), facts, words)).withClass("what");
    }

    private static DomContent failed(Failure failure, Map<String, String> facts, Words words) {
        return div(
                table(tbody(
                                tr(
                                        th(words.say("check.expected")).attr("scope", "row"),
                                        td(html(failure.feedback().expected(), facts, words))),
                                tr(
                                                th(words.say("check.found")).attr("scope", "row"),
                                                td(html(failure.feedback().found(), facts, words)))
                                        .withClass("found")))
                        .withClass("ef"),
                p(html(failure.feedback().say(), facts, words)).withClass("say"));
    }

    private static DomContent html(Message message, Map<String, String> facts, Words words) {
        return rawHtml(message.html(words.language(), facts));
    }
}
