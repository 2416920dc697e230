package dev.sangja.web.receipt;

import static j2html.TagCreator.b;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.web.markup.Data;
import dev.sangja.web.picture.LayerStack;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run left in writable layers, counted: {@code 레이어 A 3 M 1}, or {@code 레이어 =}. */
final class LayerKinds {
    private static final String ORDER = "AMDO";

    private LayerKinds() {}

    static DomContent inline(List<LayerDiff> layers, Words words) {
        Map<Integer, Long> counts = new TreeMap<>();
        long cut = 0;
        for (LayerDiff layer : layers) {
            cut += layer.cut();
            for (LayerChange change : layer.changes()) {
                counts.merge(ORDER.indexOf(LayerStack.letter(change.kind())), 1L, Long::sum);
            }
        }
        if (counts.isEmpty()) {
            return span(words.say("receipt.layers.same"));
        }
        return span(
                        text(words.say("receipt.layers.changed") + " "),
                        each(counts, (place, count) -> {
                            String letter = ORDER.substring(place, place + 1);
                            return b(letter + " " + count).withClass("tone").attr(Data.DIFF, letter);
                        }),
                        text(cut > 0 ? " +" + cut : ""))
                .withClass("kinds");
    }
}
