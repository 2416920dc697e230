package dev.sangja.web.lesson;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.header;
import static j2html.TagCreator.main;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.sangja.lessons.model.Block;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Step;
import dev.sangja.web.machine.GoneNotice;
import dev.sangja.web.machine.MachinePanel;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.FooterTag;
import j2html.tags.specialized.HeaderTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step: the list of steps, the text with its cells, and the machine. */
public final class StepBody {
    private final StepView view;
    private final Words words;
    private Instant latest = Instant.MIN;
    private boolean nextFound;

    private StepBody(StepView view, Words words) {
        this.view = view;
        this.words = words;
    }

    public static DivTag draw(StepView view, Words words) {
        StepBody body = new StepBody(view, words);
        List<DomContent> blocks = new ArrayList<>();
        view.step().blocks().forEach(block -> blocks.add(body.block(block)));
        return div(
                        StepList.draw(view, words),
                        main(
                                        body.head(),
                                        GoneNotice.draw(view.machine().status(), words),
                                        each(blocks, block -> block),
                                        CheckBlock.draw(view, words),
                                        body.foot())
                                .withId("main")
                                .attr("tabindex", "-1")
                                .attr(Data.HOOK, Hook.TERMS.module()),
                        MachinePanel.draw(view.machine(), words))
                .withClass("frame")
                .attr("data-lesson", view.lesson().slug())
                .attr("data-step", view.step().id());
    }

    private HeaderTag head() {
        String track = view.track().id() + " " + view.track().title().in(words.language());
        String lesson = view.lesson().number() + " "
                + StepList.shortened(view.lesson().title().in(words.language()));
        String here = words.say(
                "steps.here",
                "step",
                view.step().number(),
                "count",
                view.lesson().steps().size());
        String minutes = words.say("step.minutes", "count", view.step().minutes());
        return header(
                        p(track + " · " + lesson + " · " + here + " · " + minutes)
                                .withClass("kicker"),
                        h1(
                                span(view.number()).withClass("no"),
                                text(" " + view.step().title().in(words.language()))))
                .withClass("stephead");
    }

    private DomContent block(Block block) {
        if (block instanceof Block.Prose prose) {
            return div(rawHtml(prose.html().in(words.language()))).withClass("prose");
        }
        if (block instanceof Block.PredictBlock predict) {
            return PredictBlock.draw(view, predict.predict(), words);
        }
        if (block instanceof Block.PictureBlock picture) {
            return PictureBlock.draw(view, picture.picture(), words);
        }
        return cell(((Block.CellBlock) block).cell());
    }

    private DomContent cell(Cell cell) {
        if (cell instanceof Cell.Answer answer) {
            return AnswerBlock.draw(view, answer, words);
        }
        if (cell instanceof Cell.Quiz quiz) {
            return QuizBlock.draw(view, quiz, words);
        }
        if (cell instanceof Cell.Order order) {
            return OrderBlock.draw(view, order, words);
        }
        Optional<RunView> run = view.work(cell.id()).run();
        boolean stale = RunState.stale(run, latest);
        boolean next = !nextFound && run.isEmpty();
        nextFound |= next;
        run.map(RunView::askedAt).filter(latest::isBefore).ifPresent(asked -> latest = asked);
        return new CellBlock(view, cell, Cells.index(view.step(), cell.id()), stale, next, words).draw();
    }

    private FooterTag foot() {
        List<Step> steps = view.lesson().steps();
        int at = view.step().number() - 1;
        FooterTag foot = footer().withClass("next");
        foot.with(at > 0 ? back(steps.get(at - 1)) : span());
        if (at + 1 < steps.size()) {
            return foot.with(forward(Addresses.page(view.lesson(), steps.get(at + 1)), title(steps.get(at + 1))));
        }
        return foot.with(forward("/", words.say("step.home")));
    }

    private DomContent back(Step step) {
        return a("← " + number(step) + " " + StepList.shortened(step.title().in(words.language())))
                .withClass("btn bare")
                .withHref(Addresses.page(view.lesson(), step))
                .withRel("prev");
    }

    private DomContent forward(String address, String title) {
        boolean passed = view.check().passed();
        return span(
                span(words.say("step.skippable"))
                        .withClass("dim small")
                        .attr(Data.PART, "skippable")
                        .condAttr(passed, "hidden", "hidden"),
                text(" "),
                a(title + " →")
                        .withClass(passed ? "btn go" : "btn")
                        .withHref(address)
                        .withRel("next")
                        .attr(Data.PART, "next"));
    }

    private String title(Step step) {
        return words.say(
                "step.next", "number", number(step), "title", step.title().in(words.language()));
    }

    private String number(Step step) {
        return view.lesson().number() + "." + step.number();
    }
}
