package dev.sangja.web.machine;

import static j2html.TagCreator.div;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.span;

import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.specialized.DivTag;
import java.util.Locale;

/** Picture P10, a gauge: the bar ends at the limit, the thin line is the peak, the kernel file stands under it. */
public final class GaugeRow {
    private GaugeRow() {}

    public static DivTag draw(Gauge gauge, Words words) {
        boolean bounded = gauge.limit() > 0;
        String amount = bounded
                ? Figures.share(gauge.used(), gauge.limit(), gauge.unit())
                : Figures.amount(gauge.used(), gauge.unit());
        boolean peaked = bounded && gauge.peak() > gauge.used();
        DivTag row = div(
                        span(words.say("resource." + gauge.resource())),
                        bounded
                                ? span(
                                                span().withClass("fill")
                                                        .attr("style", width("width", gauge.used(), gauge)),
                                                iff(
                                                        peaked,
                                                        span().withClass("peak")
                                                                .attr("style", width("left", gauge.peak(), gauge))))
                                        .withClass("track")
                                : span(words.say("gauge.unbounded")).withClass("dim"),
                        span(amount))
                .withClass("gauge");
        if (gauge.acted() > 0) {
            row.attr(Data.STATE, State.LIMIT.token())
                    .with(span(words.say("gauge.acted", "source", gauge.source(), "count", gauge.acted()))
                            .withClass("file"));
        } else {
            row.attr("title", gauge.source());
        }
        return row;
    }

    private static String width(String property, double amount, Gauge gauge) {
        double share = Math.max(0, Math.min(100, 100 * amount / gauge.limit()));
        return property + ":" + String.format(Locale.ROOT, "%.1f", share) + "%";
    }
}
