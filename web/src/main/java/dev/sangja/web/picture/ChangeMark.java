package dev.sangja.web.picture;

import static j2html.TagCreator.b;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;

import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.web.markup.Data;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.SpanTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The letters of the kinds of changes in layers: alone in their squares, or with counts. */
public final class ChangeMark {
    private ChangeMark() {}

    /** The letter in its square, with the kind's name for whoever asks. */
    public static SpanTag draw(LayerChange.Kind kind, Words words) {
        String letter = LayerStack.letter(kind);
        return span(letter)
                .withClass(kind == LayerChange.Kind.METADATA ? "d attr" : "d")
                .attr(Data.DIFF, letter)
                .attr("title", words.say("diff." + kind.name().toLowerCase(Locale.ROOT)));
    }

    /** So many added, modified and deleted, in this order and only those that are there; {@code =} if none is. */
    public static SpanTag counts(long added, long modified, long deleted) {
        List<DomContent> kinds = new ArrayList<>();
        count(kinds, "A", added);
        count(kinds, "M", modified);
        count(kinds, "D", deleted);
        return kinds.isEmpty()
                ? span("=").withClass("dim")
                : span(each(kinds.stream())).withClass("kinds");
    }

    private static void count(List<DomContent> kinds, String letter, long count) {
        if (count > 0) {
            kinds.add(b(letter + " " + Figures.count(count)).withClass("tone").attr(Data.DIFF, letter));
        }
    }
}
