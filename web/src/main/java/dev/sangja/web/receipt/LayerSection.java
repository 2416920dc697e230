package dev.sangja.web.receipt;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.TextDiff;
import dev.sangja.web.markup.Data;
import dev.sangja.web.picture.LayerStack;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.SpanTag;
import j2html.tags.specialized.TrTag;
import java.util.List;
import java.util.Locale;

/** What a run left in one writable layer: every changed path, and how the content of text files changed. */
final class LayerSection {
    /** The learner's own directory is no overlay: a changed file is not copied, a deleted one leaves no whiteout. */
    private static final String PLAIN_DIRECTORY = "/lab";

    private LayerSection() {}

    static DomContent draw(LayerDiff diff, Words words) {
        boolean overlay = isOverlay(diff);
        String sizes = Figures.bytes(diff.bytesBefore()) + " → " + Figures.bytes(diff.bytesAfter());
        List<LayerChange> texts = diff.changes().stream()
                .filter(change -> change.text().isPresent())
                .toList();
        return section(
                h3(
                        text(words.say("layers.title", "place", place(diff, words))),
                        span(words.say(overlay ? "layers.grown.overlay" : "layers.grown.plain", "sizes", sizes))
                                .withClass("num")),
                div(tree(diff, overlay, words)).withClass("scroll"),
                iff(
                        diff.cut() > 0,
                        p(words.say("layers.cut", "count", Figures.count(diff.cut())))
                                .withClass("dim")),
                each(texts, change -> content(change, words)));
    }

    static boolean isOverlay(LayerDiff diff) {
        return !diff.place().equals(PLAIN_DIRECTORY);
    }

    static String place(LayerDiff diff, Words words) {
        return diff.place().equals("workbench") ? words.say("place.workbench") : diff.place();
    }

    private static DomContent tree(LayerDiff diff, boolean overlay, Words words) {
        return table(
                        thead(tr(
                                        th(words.say("layers.kind")),
                                        th(words.say("layers.path")),
                                        th(words.say("layers.meaning")),
                                        th(words.say("layers.size"))))
                                .withClass("sr"),
                        tbody(each(diff.changes(), change -> row(change, overlay, words))))
                .withClass("tree");
    }

    private static TrTag row(LayerChange change, boolean overlay, Words words) {
        int slash = change.path().lastIndexOf('/') + 1;
        return tr(
                td(letter(change, words)),
                td(
                                span(change.path().substring(0, slash)).withClass("dir"),
                                text(change.path().substring(slash)))
                        .withClass("path"),
                td(meaning(change, overlay, words)).withClass("dim"),
                td(size(change, overlay)).withClass("num"));
    }

    private static SpanTag letter(LayerChange change, Words words) {
        String letter = LayerStack.letter(change.kind());
        boolean attributes = change.kind() == LayerChange.Kind.METADATA;
        return span(letter)
                .withClass(attributes ? "d attr" : "d")
                .attr(Data.DIFF, letter)
                .attr("title", words.say("diff." + change.kind().name().toLowerCase(Locale.ROOT)));
    }

    private static String meaning(LayerChange change, boolean overlay, Words words) {
        String type = words.say("type." + change.type());
        return switch (change.kind()) {
            case ADDED -> words.say("layers.added", "type", type);
            case MODIFIED -> words.say(overlay ? "layers.modified.overlay" : "layers.modified.plain");
            case METADATA -> words.say("layers.metadata");
            case DELETED ->
                overlay
                        ? words.say("layers.deleted.overlay", "size", Figures.bytes(Math.max(0, change.sizeBefore())))
                        : words.say("layers.deleted.plain", "type", type);
            case OPAQUE -> words.say("layers.opaque");
        };
    }

    private static String size(LayerChange change, boolean overlay) {
        return switch (change.kind()) {
            case ADDED -> change.type().equals("file") ? Figures.bytes(change.sizeAfter()) : "";
            case MODIFIED -> sizes(change.sizeBefore(), change.sizeAfter());
            case METADATA -> "";
            case DELETED -> overlay ? "c 0:0" : Figures.bytes(Math.max(0, change.sizeBefore()));
            case OPAQUE -> "opaque=y";
        };
    }

    /** Two sizes with one unit, as in {@code 18 → 3 B}, where they share it. */
    private static String sizes(long before, long after) {
        String from = Figures.bytes(before);
        String to = Figures.bytes(after);
        String unit = to.substring(to.indexOf(' ') + 1);
        return from.endsWith(" " + unit) ? from.substring(0, from.indexOf(' ')) + " → " + to : from + " → " + to;
    }

    private static DomContent content(LayerChange change, Words words) {
        TextDiff diff = change.text().orElseThrow();
        String cut = words.say("layers.lines.cut", "count", Figures.count(diff.cut()));
        return div(
                p(span(change.path()).withClass("mono"), text(" " + words.say("layers.content")))
                        .withClass("dim content-of"),
                pre(
                                each(diff.lines(), LayerSection::line),
                                iff(diff.cut() > 0, span(cut).withClass("hd")))
                        .withClass("textdiff"));
    }

    static SpanTag line(TextDiff.Line line) {
        return switch (line.kind()) {
            case SAME -> span("  " + line.text());
            case REMOVED -> span("- " + line.text()).withClass("del");
            case ADDED -> span("+ " + line.text()).withClass("add");
        };
    }
}
