package dev.sangja.web.receipt;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;

import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Inline;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.List;

/** Which limits acted: the bound, the kernel file that says so, and what that means for the run. */
final class LimitSection {
    private LimitSection() {}

    static DomContent draw(List<LimitEvent> limits, Words words) {
        List<String> resources =
                limits.stream().map(LimitEvent::resource).distinct().toList();
        return section(
                h3(words.say("limits.title")),
                div(each(limits, limit -> gauge(limit, words))).withClass("panel"),
                each(
                        resources,
                        resource -> p(Inline.of(words.say("limits.means." + resource)))
                                .withClass("dim means")));
    }

    private static DivTag gauge(LimitEvent limit, Words words) {
        String place = limit.place().equals("machine") ? "" : limit.place() + " ";
        String amount = Figures.amount(limit.limit(), limit.unit());
        return div(
                        span(place + words.say("resource." + limit.resource())),
                        span(span().withClass("fill").attr("style", "width:100%"))
                                .withClass("track"),
                        span(amount),
                        span(limit.source() + " = " + amount + " · " + limit.evidence())
                                .withClass("file"))
                .withClass("gauge")
                .attr(Data.STATE, State.LIMIT.token());
    }
}
