package dev.sangja.web.lesson;

import static j2html.TagCreator.b;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.kbd;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.textarea;

import dev.sangja.lessons.model.Cell;
import dev.sangja.web.markup.Chip;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.markup.Icon;
import dev.sangja.web.output.OutputBlock;
import dev.sangja.web.receipt.ReceiptSlip;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.ButtonTag;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.SectionTag;
import j2html.tags.specialized.TextareaTag;

/** A cell: a ground to write on, one that answers, one that is printed; always in this order. */
final class CellBlock {
    private final StepView view;
    private final Cell cell;
    private final int index;
    private final CellWork work;
    private final RunState state;
    private final boolean next;
    private final Words words;

    /**
     * @param index its place among the cells that run
     * @param stale whether an earlier cell ran after it
     * @param next whether it is the next one to run
     */
    CellBlock(StepView view, Cell cell, int index, boolean stale, boolean next, Words words) {
        this.view = view;
        this.cell = cell;
        this.index = index;
        this.work = view.work(cell.id());
        this.words = words;
        this.state = RunState.of(work.run(), stale, name(), words);
        this.next = next;
    }

    private String name() {
        return words.say("cell.name", "letter", words.letter(index));
    }

    SectionTag draw() {
        String id = "cell-" + cell.id();
        return section(
                        head(id),
                        code(),
                        div().withClass("working").attr("hidden", "hidden").attr(Data.PART, "working"),
                        result(),
                        p().withClass("sr").attr("role", "status").attr(Data.PART, "live"))
                .withClass("cell")
                .withId(id)
                .attr(Data.STATE, state.state().token())
                .attr("aria-labelledby", id + "-h")
                .attr(Data.HOOK, Hook.CELL.module())
                .attr("data-cell", cell.id())
                .attr("data-letter", words.letter(index))
                .attr("data-kind", cell instanceof Cell.File ? "file" : "shell")
                .attr(Data.ACTION, Addresses.api(view.lesson(), view.step()) + "/cells/" + cell.id())
                .condAttr(
                        running(),
                        Data.RUN,
                        work.run().map(run -> run.id().toString()).orElse(""));
    }

    private boolean running() {
        return work.run().map(run -> run.endedAt().isEmpty()).orElse(false);
    }

    private DivTag head(String id) {
        DomContent place = cell instanceof Cell.File file
                ? span(words.say("cell.file") + " · ").with(span(file.path()).withClass("mono"))
                : text(words.say("place.lab"));
        return div(
                        h2(name()).withId(id + "-h"),
                        span(place).withClass("place"),
                        Chip.of(state.state(), state.word()).attr(Data.PART, "status"),
                        run())
                .withClass("cell-head");
    }

    private ButtonTag run() {
        String key = cell instanceof Cell.File ? "cell.save" : work.run().isPresent() ? "cell.again" : "cell.run";
        ButtonTag button = button(Icon.PLAY.draw(), span(words.say(key)).attr(Data.PART, "run-word"))
                .withType("button")
                .withClass(next ? "btn go run" : "btn run")
                .attr(Data.PART, "run");
        return next ? button.with(text(" "), kbd("⇧↵")) : button;
    }

    /** A textarea that works by itself; the script turns it into an editor. */
    private DivTag code() {
        String starter = starter();
        String code = work.draft().orElse(starter);
        long rows = Math.max(1, code.stripTrailing().lines().count());
        TextareaTag area = textarea()
                .withClass("code")
                .attr(Data.PART, "code")
                .attr("aria-label", words.say("cell.code-of", "cell", name()))
                .attr("rows", Long.toString(rows))
                .attr("spellcheck", "false")
                .attr("autocapitalize", "off")
                .attr("autocomplete", "off")
                .attr("wrap", "off")
                .attr("data-starter", starter);
        // A parser drops one line end right after the tag.
        area.withText("\n" + code);
        return div(
                        area,
                        button(words.say("cell.copy"))
                                .withType("button")
                                .withClass("btn copy")
                                .attr(Data.PART, "copy"))
                .withClass("code-wrap");
    }

    private String starter() {
        if (cell instanceof Cell.Shell shell) {
            return shell.code();
        }
        return cell instanceof Cell.File file ? file.text() : "";
    }

    private DivTag result() {
        DivTag result = div().attr(Data.PART, "result");
        if (work.run().isEmpty()) {
            return result.with(p(b(words.say("receipt.empty.title")), text(" " + words.say("receipt.empty.what")))
                    .withClass("empty"));
        }
        RunView run = work.run().get();
        String label = words.say("output.of", "cell", name());
        result.with(OutputBlock.draw(label, run.output(), run.cutBytes(), words));
        Receipts.of(run, view.number(), index, view.step(), false)
                .ifPresent(receipt -> result.with(ReceiptSlip.draw(receipt, words)));
        return result;
    }
}
