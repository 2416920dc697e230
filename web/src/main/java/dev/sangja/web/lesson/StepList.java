package dev.sangja.web.lesson;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import dev.sangja.lessons.model.Step;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.markup.Icon;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Words;
import j2html.tags.specialized.ATag;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.NavTag;
import java.util.List;
import java.util.stream.Collectors;

/** The steps of the lesson, and what can be done with this one as a whole. */
public final class StepList {
    private StepList() {}

    /** The list, and the buttons under it; a fragment, whose ticks are put into an open page. */
    public static NavTag draw(StepView view, Words words) {
        List<Step> steps = view.lesson().steps();
        long passed = steps.stream()
                .map(view::mark)
                .filter(mark -> mark == StepMark.PASSED || mark == StepMark.SHOWN)
                .count();
        String title = view.lesson().title().in(words.language());
        String here = words.say("steps.here", "step", view.step().number(), "count", steps.size());
        return nav(details(
                                summary(here + " · " + view.step().title().in(words.language())),
                                p(view.lesson().number() + " " + shortened(title))
                                        .withClass("railhead"),
                                p(words.say("steps.passed", "count", steps.size(), "passed", passed))
                                        .withClass("dim")
                                        .attr(Data.PART, "passed"),
                                ol(each(steps, step -> item(view, step, words))).withClass("steps"),
                                div(
                                                button(words.say("steps.run"))
                                                        .withType("button")
                                                        .withClass("btn bare")
                                                        .attr(Data.PART, "run-all"),
                                                button(words.say("steps.reset"))
                                                        .withType("button")
                                                        .withClass("btn bare")
                                                        .attr(Data.HOOK, Hook.RESET.module())
                                                        .attr("data-reset", "step")
                                                        .attr(
                                                                Data.ACTION,
                                                                Addresses.api(view.lesson(), view.step()) + "/reset"),
                                                button(words.say("steps.machine"))
                                                        .withType("button")
                                                        .withClass("btn bare")
                                                        .attr(Data.HOOK, Hook.RESET.module())
                                                        .attr("data-reset", "machine")
                                                        .attr(Data.ACTION, "/api/machine/reset"))
                                        .withClass("raillist"))
                        .attr("open", "open"))
                .attr("aria-label", words.say("steps.label"))
                .attr(Data.HOOK, Hook.STEPS.module())
                .attr(Data.FRAGMENT, Addresses.fragment(view.lesson(), view.step()) + "/list")
                .attr(
                        "data-cells",
                        Cells.running(view.step()).stream()
                                .map(cell -> cell.id())
                                .collect(Collectors.joining(",")));
    }

    /** The part of a lesson's title before its colon. */
    static String shortened(String title) {
        int colon = title.indexOf(':');
        return colon < 0 ? title : title.substring(0, colon);
    }

    private static LiTag item(StepView view, Step step, Words words) {
        ATag link = a().withHref(Addresses.page(view.lesson(), step));
        String title = step.title().in(words.language());
        if (step.equals(view.step())) {
            return li(link.attr("aria-current", "step")
                    .with(span(Integer.toString(step.number())).withClass("no"), span(title)));
        }
        return li(
                switch (view.mark(step)) {
                    case OPEN, BEGUN ->
                        link.with(span(Integer.toString(step.number())).withClass("no"), span(title));
                    case PASSED -> ticked(link, Icon.OK, title, words.say("steps.mark.passed"));
                    case SHOWN -> ticked(link, Icon.SHOWN, title, words.say("steps.mark.shown"));
                });
    }

    private static ATag ticked(ATag link, Icon icon, String title, String said) {
        return link.attr(Data.STATE, State.PASSED.token())
                .with(icon.draw(), span(title).with(span(" (" + said + ")").withClass("sr")));
    }
}
