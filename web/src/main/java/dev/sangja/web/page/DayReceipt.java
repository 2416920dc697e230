package dev.sangja.web.page;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.sangja.web.markup.Data;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A day's work, as a receipt. */
final class DayReceipt {
    private DayReceipt() {}

    static SectionTag draw(HomeView.Day day, Words words) {
        String limits = day.limits().isEmpty()
                ? words.say("cost.none")
                : new TreeMap<>(day.limits())
                        .entrySet().stream()
                                .map(limit ->
                                        words.say("day.limit", "source", limit.getKey(), "count", limit.getValue()))
                                .collect(Collectors.joining(", "));
        return section(
                        h2(words.say("day.title")).withId("day"),
                        p(span(words.day(day.from())), span(words.minute(day.from()) + " – " + words.minute(day.to())))
                                .withClass("meta"),
                        div().withClass("cut"),
                        dl(
                                        leader(words.say("day.cells"), text(Figures.count(day.cells()))),
                                        leader(words.say("day.calls"), text(Figures.count(day.calls()))),
                                        leader(words.say("day.failed"), text(Figures.count(day.failedCalls()))),
                                        leader(words.say("day.namespaces"), text(Figures.count(day.namespaces()))),
                                        leader(words.say("day.layers"), kinds(day, words)),
                                        leader(words.say("day.written"), text(Figures.bytes(day.bytesWritten()))),
                                        leader(words.say("day.limits"), text(limits)))
                                .withClass("lead"),
                        div().withClass("cut"),
                        dl(
                                        leader(
                                                words.say("day.predictions"),
                                                text(words.say(
                                                        "day.agreed",
                                                        "count",
                                                        day.predictions(),
                                                        "agreed",
                                                        day.agreed()))),
                                        leader(words.say("day.hints"), text(Figures.count(day.hints()))),
                                        leader(words.say("day.passed"), text(Figures.count(day.passed())))
                                                .withClass("total"))
                                .withClass("lead"))
                .withClass("paper")
                .attr("aria-labelledby", "day");
    }

    private static DomContent kinds(HomeView.Day day, Words words) {
        List<DomContent> kinds = new ArrayList<>();
        kind(kinds, "A", day.added());
        kind(kinds, "M", day.modified());
        kind(kinds, "D", day.deleted());
        return kinds.isEmpty()
                ? text(words.say("cost.none"))
                : span(each(kinds.stream())).withClass("kinds");
    }

    private static void kind(List<DomContent> kinds, String letter, long count) {
        if (count > 0) {
            kinds.add(
                    span(letter + " " + Figures.count(count)).withClass("tone").attr(Data.DIFF, letter));
        }
    }

    private static DivTag leader(String label, DomContent value) {
        return div(dt(label), dd(value));
    }
}
