package dev.sangja.web.picture;

import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.sangja.web.markup.Svg;
import dev.sangja.web.markup.SvgTag;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import java.util.ArrayList;
import java.util.List;

/** Picture P7, sizes side by side: one bar each, layer upon layer from the left, hidden files hatched. */
public final class SizeBars {
    private static final double WIDTH = 580;
    private static final double LEFT = 140;
    private static final double RIGHT = 492;
    private static final double ROW = 34;
    private static final double TOP = 6;
    /** Whatever has a size can be seen. */
    private static final double THINNEST = 1.5;

    private final List<Bar> bars;
    private final long largest;
    private final Words words;
    private final String id;

    private SizeBars(List<Bar> bars, Words words, String id) {
        this.bars = bars;
        this.words = words;
        this.id = id;
        this.largest = Math.max(1, bars.stream().mapToLong(Bar::bytes).max().orElse(1));
    }

    /**
     * Something that has a size.
     *
     * @param parts its parts, the lowest layer first; one part for what has no layers
     */
    public record Bar(String name, List<Part> parts) {
        public Bar {
            parts = List.copyOf(parts);
        }

        long bytes() {
            return parts.stream().mapToLong(Part::bytes).sum();
        }

        long wasted() {
            return parts.stream().mapToLong(Part::wasted).sum();
        }
    }

    /**
     * A part of a bar.
     *
     * @param label what it is
     * @param bytes its size
     * @param wasted how much of it cannot be seen
     */
    public record Part(String label, long bytes, long wasted) {}

    /** The bars, of which there is at least one. */
    public static DomContent draw(List<Bar> bars, Words words, String id) {
        SizeBars drawing = new SizeBars(bars, words, id);
        SvgTag picture =
                Svg.picture(id, WIDTH, TOP + ROW * bars.size() + 2, words.say("sizes.title"), drawing.description());
        picture.with(drawing.hatch());
        for (int row = 0; row < bars.size(); row++) {
            picture.with(drawing.bar(bars.get(row), TOP + ROW * row));
        }
        return picture;
    }

    private String description() {
        List<String> said = new ArrayList<>();
        for (Bar bar : bars) {
            said.add(words.say(
                    bar.wasted() > 0 ? "sizes.one-wasted" : "sizes.one",
                    "name",
                    bar.name(),
                    "size",
                    Figures.bytes(bar.bytes()),
                    "wasted",
                    Figures.bytes(bar.wasted())));
        }
        return String.join(" ", said);
    }

    private DomContent hatch() {
        return Svg.tag("pattern")
                .attr("id", id + "-h")
                .attr("width", "5")
                .attr("height", "5")
                .attr("patternUnits", "userSpaceOnUse")
                .attr("patternTransform", "rotate(45)")
                .with(Svg.path("hatch-d", "M0 0V5"));
    }

    private DomContent bar(Bar bar, double y) {
        List<DomContent> drawn = new ArrayList<>();
        drawn.add(Svg.text(0, y + 19, "", Cut.to(bar.name(), 20)));
        double x = LEFT;
        for (int at = 0; at < bar.parts().size(); at++) {
            Part part = bar.parts().get(at);
            double width = part.bytes() == 0 ? 0 : Math.max(THINNEST, (RIGHT - LEFT) * part.bytes() / largest);
            if (width > 0) {
                drawn.add(part(part, at, x, y, width));
            }
            x += width;
        }
        drawn.add(Svg.text(Math.min(x, RIGHT) + 8, y + 19, "b", Figures.bytes(bar.bytes())));
        return each(drawn.stream());
    }

    private DomContent part(Part part, int at, double x, double y, double width) {
        SvgTag drawn = Svg.tag("g")
                .with(
                        Svg.tag("title").withText(part.label() + " · " + Figures.bytes(part.bytes())),
                        Svg.rectangle(at % 2 == 0 ? "part" : "part odd", x, y + 5, width, 20));
        if (part.wasted() > 0) {
            double hidden = width * part.wasted() / part.bytes();
            drawn.with(Svg.rectangle("ghost", x + width - hidden, y + 5, hidden, 20)
                    .attr("fill", "url(#" + id + "-h)"));
        }
        return drawn;
    }

    /** The same as a table: every part of every bar. */
    public static TableTag asTable(List<Bar> bars, Words words) {
        List<DomContent> rows = new ArrayList<>();
        for (Bar bar : bars) {
            for (Part part : bar.parts()) {
                rows.add(tr(
                        td(bar.name()),
                        td(part.label()),
                        td(Figures.bytes(part.bytes())).withClass("num"),
                        td(Figures.bytes(part.wasted())).withClass("num")));
            }
        }
        return table(
                thead(tr(
                        th(words.say("sizes.what")).attr("scope", "col"),
                        th(words.say("sizes.part")).attr("scope", "col"),
                        th(words.say("layers.size")).withClass("num").attr("scope", "col"),
                        th(words.say("sizes.hidden")).withClass("num").attr("scope", "col"))),
                tbody(each(rows.stream())));
    }
}
