package dev.sangja.web.history;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.input;
import static j2html.TagCreator.main;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.sangja.runtime.history.FileState;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.receipt.LayerSection;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.InputTag;
import j2html.tags.specialized.MainTag;
import j2html.tags.specialized.TrTag;
import java.util.Optional;

/** The states of a machine's files: which cell made each, the way back to it, and what differs between two. */
public final class HistoryPage {
    private HistoryPage() {}

    public static MainTag draw(HistoryView view, Words words) {
        return main(
                        header(
                                        p(words.say("history.kicker")).withClass("kicker"),
                                        h1(words.say("history.title")),
                                        p(words.say("history.what")),
                                        p(words.say("history.honest")).withClass("dim"))
                                .withClass("stephead"),
                        iff(
                                !view.refusal().isEmpty(),
                                p(words.say("history.refused", "reason", view.refusal()))
                                        .withClass("say")
                                        .attr("role", "alert")),
                        view.rows().isEmpty() ? p(words.say("history.none")).withClass("empty") : states(view, words),
                        compared(view, words))
                .withId("main")
                .withClass("sheet")
                .attr("tabindex", "-1");
    }

    private static DomContent states(HistoryView view, Words words) {
        return form(
                        div(table(
                                                caption(words.say("history.caption"))
                                                        .withClass("sr"),
                                                thead(tr(
                                                        th(words.say("history.before")),
                                                        th(words.say("history.after")),
                                                        th("#"),
                                                        th(words.say("history.made")),
                                                        th(words.say("history.when")),
                                                        th(words.say("history.size"))
                                                                .withClass("num"),
                                                        th(span(words.say("history.back"))
                                                                .withClass("sr")))),
                                                tbody(each(view.rows(), row -> row(view, row, words))))
                                        .withClass("states"))
                                .withClass("scroll"),
                        button(words.say("history.compare")).withType("submit").withClass("btn"))
                .withMethod("get")
                .withAction("/files#compared");
    }

    private static TrTag row(HistoryView view, HistoryView.Row row, Words words) {
        FileState state = row.state();
        long number = state.number();
        Optional<HistoryView.Comparison> compared = view.compared();
        boolean before = compared.filter(pair -> pair.before() == number).isPresent();
        boolean after = compared.map(pair -> pair.after() == number).orElse(row.current());
        return tr(
                        td(choice("before", row, before, words)),
                        td(choice("after", row, after, words)),
                        td(Figures.count(number)).withClass("num"),
                        td(made(row, words)),
                        td(words.stamp(state.takenAt())),
                        td(Figures.bytes(state.bytes())).withClass("num"),
                        td(way(row, words)))
                .withId(state.run().map(run -> "run-" + run).orElse("state-" + number))
                .attr("data-state-number", Long.toString(number));
    }

    private static DomContent choice(String name, HistoryView.Row row, boolean chosen, Words words) {
        if (!row.state().kept()) {
            return text("–");
        }
        InputTag radio = input().withType("radio")
                .withName(name)
                .withValue(Long.toString(row.state().number()))
                .attr("required", "required")
                .attr(
                        "aria-label",
                        words.say("history." + name) + " #" + row.state().number());
        return chosen ? radio.attr("checked", "checked") : radio;
    }

    private static DomContent made(HistoryView.Row row, Words words) {
        DomContent maker = row.cell()
                .<DomContent>map(
                        cell -> a(words.say("receipt.cell", "step", cell.step(), "letter", words.letter(cell.index())))
                                .withHref(cell.address()))
                .orElseGet(() -> text(words.say(row.state().parent() == 0 ? "history.first" : "history.between")));
        String mark = row.current() ? "history.current" : row.undone() ? "history.undone" : "";
        return span(
                maker,
                iff(
                        row.state().parent() != row.state().number() - 1
                                && row.state().parent() > 0,
                        span(" "
                                        + words.say(
                                                "history.branch",
                                                "number",
                                                row.state().parent()))
                                .withClass("dim")),
                iff(
                        !mark.isEmpty(),
                        span(" · " + (mark.isEmpty() ? "" : words.say(mark))).withClass("dim")));
    }

    private static DomContent way(HistoryView.Row row, Words words) {
        if (!row.state().kept()) {
            return span(words.say("history.unkept", "reason", row.state().refusal()))
                    .withClass("dim small");
        }
        if (row.current()) {
            return text("");
        }
        return button(words.say("history.go"))
                .withType("button")
                .withClass("btn")
                .attr(Data.HOOK, Hook.RESET.module())
                .attr("data-reset", "files")
                .attr(Data.ACTION, "/api/machine/history/" + row.state().number() + "/restore");
    }

    private static DomContent compared(HistoryView view, Words words) {
        if (view.compared().isEmpty()) {
            return text("");
        }
        HistoryView.Comparison pair = view.compared().get();
        return section(
                        h2(words.say("history.compared", "before", pair.before(), "after", pair.after())),
                        iff(pair.diffs().isEmpty(), p(words.say("history.same"))),
                        each(pair.diffs(), diff -> LayerSection.draw(diff, words)))
                .withId("compared")
                .withClass("slip");
    }
}
