package dev.sangja.web.build;

import static j2html.TagCreator.b;
import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;

import dev.sangja.runtime.receipt.BuildLayer;
import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.web.markup.Svg;
import dev.sangja.web.picture.ChangeMark;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;

/** One instruction: its lines, an arrow, and what it made. A layer opens to its files. */
final class StepRow {
    /** A layer's row shows so many of its paths. */
    private static final int MOST_PATHS = 60;

    private final BuildView build;
    private final BuildStep step;
    private final Words words;

    StepRow(BuildView build, BuildStep step, Words words) {
        this.build = build;
        this.step = step;
        this.words = words;
    }

    /** The row; {@code layer} is the number of the layer that it made, from 1. */
    LiTag draw(String id, int layer, boolean failed) {
        DomContent line = each(
                source(),
                arrow(),
                failed
                        ? failed()
                        : step.layer()
                                .<DomContent>map(made -> made(made, layer))
                                .orElseGet(this::unlayered));
        LiTag row = li().withId(id);
        row.with(step.layer()
                .<DomContent>map(made -> details(summary(line).withClass("line"), inside(made)))
                .orElseGet(() -> div(line).withClass("line")));
        return step.cached() ? row.attr("data-cached", "") : row;
    }

    private DomContent source() {
        List<DomContent> lines = new ArrayList<>();
        String[] source = build.source().split("\n", -1);
        if (step.trigger()) {
            lines.add(line("", words.say("build.trigger") + " " + step.text()));
        } else if (step.lastLine() > source.length || step.firstLine() < 1) {
            step.text().lines().forEach(text -> lines.add(line("", text)));
        } else {
            for (int at = step.firstLine(); at <= step.lastLine(); at++) {
                lines.add(line(Integer.toString(at), source[at - 1]));
            }
        }
        return span(each(lines.stream())).withClass("src");
    }

    private static DomContent line(String number, String content) {
        return span(span(number).withClass("ln"), code(content));
    }

    private static DomContent arrow() {
        return Svg.tag("svg")
                .attr("class", "arrow")
                .attr("viewBox", "0 0 36 12")
                .attr("aria-hidden", "true")
                .with(Svg.tag("path").attr("d", "M1 6H33M28.5 2.5 33 6l-4.5 3.5"));
    }

    private DomContent made(BuildLayer layer, int number) {
        return span(
                        span(
                                b(words.say("build.layer", "number", number)),
                                span(Figures.bytes(layer.sizeBytes())).withClass("num")),
                        span(ChangeMark.counts(layer.added(), layer.modified(), layer.deleted()), time()))
                .withClass("made layer");
    }

    /** What left no layer: the base, a setting, or nothing at all. */
    private DomContent unlayered() {
        if (step.instruction().equals("FROM")) {
            return span(span(b(words.say("build.base")), time())).withClass("made base");
        }
        if (step.config().isEmpty()) {
            return span(span(span(words.say("build.nothing")).withClass("dim"), time()))
                    .withClass("made");
        }
        return span(span(b(words.say("build.setting")), time()), code(step.config()))
                .withClass("made setting");
    }

    private DomContent failed() {
        return span(span(b(words.say("build.stopped")), time()))
                .withClass("made broken")
                .attr("data-state", "failed");
    }

    private DomContent time() {
        return step.cached()
                ? span(words.say("build.cached")).withClass("num cachedword")
                : span(Figures.duration(step.durationNanos())).withClass("num");
    }

    private DomContent inside(BuildLayer layer) {
        List<LayerChange> changes = layer.changes();
        int shown = Math.min(MOST_PATHS, changes.size());
        long more = changes.size() - shown + (long) layer.cut();
        return div(
                        table(tbody(each(changes.subList(0, shown), this::row))).withClass("tree"),
                        iff(
                                more > 0,
                                p(words.say("build.more", "count", Figures.count(more)))
                                        .withClass("dim")),
                        p(span(words.say("build.digest")), text(" "), code(layer.diffId()))
                                .withClass("dim digest"),
                        iff(
                                step.syscalls() > 0,
                                p(words.say("build.calls", "count", Figures.count(step.syscalls())))
                                        .withClass("dim")))
                .withClass("inside");
    }

    private TrTag row(LayerChange change) {
        int slash = change.path().lastIndexOf('/') + 1;
        return tr(
                td(ChangeMark.draw(change.kind(), words)),
                td(
                                span(change.path().substring(0, slash)).withClass("dir"),
                                text(change.path().substring(slash)))
                        .withClass("path"),
                td(change.sizeAfter() < 0 ? "" : Figures.bytes(change.sizeAfter()))
                        .withClass("num"));
    }
}
