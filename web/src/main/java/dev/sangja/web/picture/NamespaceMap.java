package dev.sangja.web.picture;

import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;

import dev.sangja.lessons.text.Language;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Mark;
import dev.sangja.web.markup.Svg;
import dev.sangja.web.markup.SvgTag;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Picture P1, the namespace map: a joined bar is one namespace, outlined the lab host's, filled another. */
public final class NamespaceMap {
    private static final double WIDTH = 580;
    private static final double TOP = 42.5;
    private static final double ROW = 29;
    private static final double RIGHT = 528;
    private static final double GAP = 6;

    private final NamespaceGrid grid;
    private final Words words;
    private final String id;
    private final double left;
    private final double step;

    private NamespaceMap(NamespaceGrid grid, Words words, String id) {
        this.grid = grid;
        this.words = words;
        this.id = id;
        this.left = words.language() == Language.KO ? 132 : 160;
        this.step = (RIGHT - left) / grid.columns().size();
    }

    /** The map; {@code id} starts the ids of its parts and is unique in the page. */
    public static DomContent draw(NamespaceGrid grid, Words words, String id) {
        NamespaceMap map = new NamespaceMap(grid, words, id);
        double height = TOP + ROW * grid.rows().size() + 7.5;
        SvgTag picture = Svg.picture(id, WIDTH, height, words.say("map.title"), map.description());
        for (int column = 0; column < grid.columns().size(); column++) {
            picture.with(map.head(column));
        }
        for (int row = 0; row < grid.rows().size(); row++) {
            picture.with(map.row(grid.rows().get(row), TOP + ROW * row));
        }
        return picture;
    }

    private DomContent head(int index) {
        NamespaceColumn column = grid.columns().get(index);
        double middle = left + step * (index + 0.5);
        int room = (int) (step / 6.6);
        String title = column.shell() ? words.say("map.shell", "name", column.name()) : column.name();
        String below = words.say("map.pid", "pid", column.process().pid())
                + (column.others() > 0 ? " " + words.say("map.others", "count", column.others()) : "");
        return each(
                Svg.centred(middle, 14, "b", Cut.to(title, column.process().command(), room)),
                Svg.centred(middle, 31, "t3", Cut.to(below, room)));
    }

    private DomContent row(NamespaceGrid.Row row, double y) {
        String kind = row.type().fileName();
        SvgTag group = Svg.tag("g").attr(Data.NAMESPACE, kind);
        group.with(
                Svg.path("hair", "M0 " + y + "H" + Svg.number(WIDTH)),
                Svg.tag("use")
                        .attr("href", Mark.reference(row.type()))
                        .attr("class", "c")
                        .attr("x", "1")
                        .attr("y", Svg.number(y + 8.5))
                        .attr("width", "12")
                        .attr("height", "12"),
                Svg.text(21, y + 19, row.changed() ? "b" : "t2", kind),
                Svg.text(72, y + 19, "t3 sans", words.say("namespace." + kind)));
        boolean hatched = row.spans().stream().anyMatch(span -> span.rank() == 2);
        group.with(iff(hatched, hatch(kind)));
        row.spans().forEach(span -> group.with(bar(kind, span, y)));
        return group.with(iff(row.changed(), Svg.text(RIGHT + 10, y + 19, "c b sans", words.say("map.new"))));
    }

    /** Stands inside the row's group, so that its lines take the row's colour. */
    private DomContent hatch(String kind) {
        return Svg.tag("pattern")
                .attr("id", id + "-h-" + kind)
                .attr("width", "5")
                .attr("height", "5")
                .attr("patternUnits", "userSpaceOnUse")
                .attr("patternTransform", "rotate(45)")
                .with(Svg.path("hatch", "M0 0V5"));
    }

    private DomContent bar(String kind, NamespaceGrid.Span span, double y) {
        double x = left + step * span.from() + GAP / 2;
        double width = step * (span.to() - span.from() + 1) - GAP;
        String shape = span.rank() == 0 ? "same" : span.rank() == 1 ? "own" : span.rank() == 2 ? "own2" : "own3";
        SvgTag bar = Svg.rectangle(shape, x, y + 4, width, 21);
        if (span.rank() == 2) {
            bar.attr("fill", "url(#" + id + "-h-" + kind + ")");
        }
        String digits = Long.toString(span.inode());
        int split = Math.max(0, digits.length() - 4);
        boolean wide = width > digits.length() * 6.4 + 6;
        String head = wide ? digits.substring(0, split) : "…";
        boolean filled = span.rank() == 1;
        double middle = x + width / 2;
        double plate = (head.length() + 4) * 6.4 + 6;
        return each(
                bar,
                iff(span.rank() == 2, Svg.rectangle("plate", middle - plate / 2, y + 6, plate, 17)),
                Svg.tag("text")
                        .attr("x", Svg.number(middle))
                        .attr("y", Svg.number(y + 19))
                        .attr("text-anchor", "middle")
                        .with(
                                Svg.tag("tspan")
                                        .attr("class", filled ? "on" : "t3")
                                        .withText(head),
                                Svg.tag("tspan")
                                        .attr("class", filled ? "on b" : span.rank() == 0 ? "t2" : "c b")
                                        .withText(digits.substring(split))));
    }

    /** Says in words what the bars show: who is there, and who lives apart in which kind. */
    private String description() {
        String names = grid.columns().stream().map(NamespaceColumn::name).collect(Collectors.joining(", "));
        List<String> sentences = new ArrayList<>();
        sentences.add(words.say("map.who", "count", grid.columns().size(), "names", names));
        int alike = 0;
        for (NamespaceGrid.Row row : grid.rows()) {
            if (row.spans().size() <= 1) {
                alike++;
                continue;
            }
            row.spans().stream()
                    .filter(span -> span.rank() > 0)
                    .forEach(span -> sentences.add(words.say(
                            "map.apart",
                            "kind",
                            row.type().fileName(),
                            "names",
                            inhabitants(span),
                            "inode",
                            span.inode())));
        }
        sentences.add(words.say("map.alike", "count", alike));
        return String.join(" ", sentences);
    }

    private String inhabitants(NamespaceGrid.Span span) {
        return grid.columns().subList(span.from(), span.to() + 1).stream()
                .map(NamespaceColumn::name)
                .collect(Collectors.joining(", "));
    }
}
