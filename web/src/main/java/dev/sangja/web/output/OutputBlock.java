package dev.sangja.web.output;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;

import dev.sangja.runtime.receipt.OutputStreamName;
import dev.sangja.web.markup.Data;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.List;

/** The output of a cell: a labelled region, with the middle of long output folded. */
public final class OutputBlock {
    /** From so many lines output is folded, with twelve before and twelve after; the page's script folds alike. */
    private static final int FOLDS_FROM = 30;

    private static final int STANDS = 12;

    private OutputBlock() {}

    /**
     * The region.
     *
     * @param label what it is the output of
     * @param chunks what was printed
     * @param cutBytes how much more was printed and not kept
     */
    public static DivTag draw(String label, List<OutputChunk> chunks, long cutBytes, Words words) {
        List<OutputLines.Line> lines = OutputLines.of(chunks);
        DivTag region = region(label);
        if (lines.isEmpty()) {
            return region.with(p(words.say("output.none")).withClass("none"));
        }
        if (lines.size() < FOLDS_FROM) {
            region.with(block(lines));
        } else {
            int end = lines.size() - STANDS;
            region.with(
                    block(lines.subList(0, STANDS)),
                    details(
                                    summary(words.say("output.folded", "count", Figures.count(end - STANDS))),
                                    block(lines.subList(STANDS, end)))
                            .withClass("fold-lines"),
                    block(lines.subList(end, lines.size())));
        }
        return cutBytes == 0
                ? region
                : region.with(p(words.say("output.cut", "size", Figures.bytes(cutBytes)))
                        .withClass("none"));
    }

    /** The region before anything was printed. */
    public static DivTag region(String label) {
        return div().withClass("out")
                .attr("role", "region")
                .attr("aria-label", label)
                .attr("tabindex", "0")
                .attr(Data.PART, "output");
    }

    /** Lines as they stand; the element between pre and text keeps a first empty line from being swallowed. */
    private static DomContent block(List<OutputLines.Line> lines) {
        return pre(span(each(lines, OutputBlock::line)));
    }

    private static DomContent line(OutputLines.Line line) {
        DomContent pieces = each(
                line.pieces(),
                piece -> piece.classes().isEmpty()
                        ? text(piece.text())
                        : span(piece.text()).withClass(piece.classes()));
        boolean blank = line.pieces().stream().allMatch(piece -> piece.text().isBlank());
        return line.stream() == OutputStreamName.STDERR && !blank
                ? span(pieces, text("\n")).withClass("err")
                : each(pieces, text("\n"));
    }
}
