package dev.sangja.web.picture;

import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;

import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Svg;
import dev.sangja.web.markup.SvgTag;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import java.util.stream.Collectors;

/** Picture P2, the layer stack: a sight line falls from what is visible to the first layer that has the file. */
public final class LayerStack {
    private static final double WIDTH = 580;
    private static final double LEFT = 150;
    private static final double RIGHT = 579;
    private static final double HEAD = 74;
    private static final double ROW = 43;
    private static final double BOX = 24;

    private final StackView stack;
    private final Words words;
    private final String id;
    private final double step;

    private LayerStack(StackView stack, Words words, String id) {
        this.stack = stack;
        this.words = words;
        this.id = id;
        this.step = (RIGHT - LEFT) / Math.max(1, stack.files().size());
    }

    /** The stack; {@code id} starts the ids of its parts and is unique in the page. */
    public static DomContent draw(StackView stack, Words words, String id) {
        LayerStack drawing = new LayerStack(stack, words, id);
        double height = HEAD + ROW * stack.rows().size() + 4;
        SvgTag picture =
                Svg.picture(id, WIDTH, height, words.say("stack.title", "name", stack.name()), drawing.description());
        picture.with(drawing.hatch());
        picture.with(Svg.text(0, 48, "b sans", words.say("stack.visible")), Svg.text(0, 62, "t3", "merged"));
        for (int row = 0; row < stack.rows().size(); row++) {
            picture.with(drawing.layer(stack.rows().get(row), HEAD + ROW * row));
        }
        for (int column = 0; column < stack.files().size(); column++) {
            picture.with(drawing.file(stack.files().get(column), LEFT + drawing.step * (column + 0.5)));
        }
        return picture;
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

    private DomContent layer(StackView.Row row, double y) {
        String caption = row.caption()
                + row.bytes().map(bytes -> " · " + Figures.bytes(bytes)).orElse("");
        return each(
                Svg.text(0, y + 15, row.writable() ? "b sans" : "sans", Cut.to(row.label(), 21)),
                Svg.text(0, y + 30, "t3", Cut.to(caption, 21)),
                Svg.rectangle(row.writable() ? "layer up" : "layer", LEFT - 6, y, RIGHT - LEFT + 6, 36));
    }

    private DomContent file(StackView.File file, double middle) {
        double width = Math.min(72, step - 12);
        int first =
                file.cells().keySet().stream().mapToInt(Integer::intValue).min().orElse(0);
        SvgTag column = Svg.tag("g").with(Svg.tag("title").withText(file.path()));
        column.with(
                Svg.centred(middle, 16, "t2", Cut.to(file.name(), (int) ((step - 2) / 6.6))),
                Svg.path("sight", "M" + Svg.number(middle) + " 59V" + Svg.number(HEAD + ROW * first + 7)),
                visible(file, middle, width));
        file.cells().forEach((row, cell) -> column.with(cell(cell, middle, HEAD + ROW * row + 6, width)));
        return column;
    }

    private DomContent visible(StackView.File file, double middle, double width) {
        double x = middle - width / 2;
        if (file.visible().isEmpty()) {
            return each(
                    Svg.rectangle("hidden", x, 34, width, BOX),
                    Svg.centred(middle, 50, "t3 sans", words.say("stack.absent")));
        }
        String size = Figures.bytes(file.visible().get());
        boolean changed = file.cells().get(0) instanceof StackView.Cell.Changed;
        SvgTag group = Svg.tag("g")
                .with(
                        Svg.rectangle(changed ? "own" : "seen", x, 34, width, BOX),
                        Svg.centred(middle, 50, changed ? "on" : "", size));
        return file.cells().get(0) instanceof StackView.Cell.Changed top
                ? group.attr(Data.DIFF, letter(top.kind()))
                : group;
    }

    private DomContent cell(StackView.Cell cell, double middle, double y, double width) {
        double x = middle - width / 2;
        if (cell instanceof StackView.Cell.Changed changed) {
            return changed(changed.kind(), middle, y, width);
        }
        if (cell instanceof StackView.Cell.Hidden) {
            return each(
                    Svg.rectangle("hidden", x, y, width, BOX),
                    Svg.centred(middle, y + 16, "t3 sans", words.say("stack.hidden")));
        }
        return Svg.rectangle("seen", x, y, width, BOX);
    }

    private DomContent changed(LayerChange.Kind kind, double middle, double y, double width) {
        boolean whiteout = kind == LayerChange.Kind.DELETED;
        SvgTag box = Svg.rectangle(whiteout ? "whiteout" : "own", middle - width / 2, y, width, BOX);
        if (whiteout) {
            box.attr("fill", "url(#" + id + "-h)");
        }
        return Svg.tag("g")
                .attr(Data.DIFF, letter(kind))
                .with(
                        box,
                        iff(whiteout, Svg.rectangle("plate", middle - 13, y + 4, 26, 16)),
                        Svg.centred(middle, y + 16, whiteout ? "c b" : "on b", letter(kind)));
    }

    /** The letter of a kind of change, as everywhere: A, M, D or O. */
    public static String letter(LayerChange.Kind kind) {
        return switch (kind) {
            case ADDED -> "A";
            case MODIFIED, METADATA -> "M";
            case DELETED -> "D";
            case OPAQUE -> "O";
        };
    }

    private String description() {
        return stack.files().stream()
                .map(file -> words.say(
                        file.visible().isPresent() ? "stack.file.seen" : "stack.file.gone",
                        "file",
                        file.path(),
                        "size",
                        file.visible().map(Figures::bytes).orElse(""),
                        "layer",
                        top(file)))
                .collect(Collectors.joining(" "));
    }

    private String top(StackView.File file) {
        int row =
                file.cells().keySet().stream().mapToInt(Integer::intValue).min().orElse(0);
        return stack.rows().get(row).label();
    }
}
