package dev.sangja.web.receipt;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.section;

import dev.sangja.runtime.receipt.Cost;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a run cost, with dotted leaders and a total. Zero and none are printed. */
final class CostSection {
    private CostSection() {}

    static DomContent draw(Receipt receipt, Words words) {
        Cost cost = receipt.cost();
        String limits =
                receipt.limits().stream().map(LimitEvent::source).distinct().collect(Collectors.joining(", "));
        List<DivTag> leaders = new ArrayList<>();
        if (receipt.layers().isEmpty()) {
            String place = words.say("place.workbench");
            leaders.add(leader(words.say("cost.layer", "place", place), words.say("cost.unchanged")));
        }
        receipt.layers().forEach(layer -> leaders.add(layer(layer, words)));
        leaders.add(leader(words.say("cost.processes"), processes(cost, words)));
        leaders.add(leader(words.say("cost.cpu"), Figures.duration(cost.cpuNanos())));
        leaders.add(leader(words.say("cost.memory"), Figures.bytes(cost.peakMemoryBytes())));
        leaders.add(leader(words.say("cost.written"), Figures.bytes(cost.bytesWritten())));
        leaders.add(leader(words.say("cost.limits"), limits.isEmpty() ? words.say("cost.none") : limits));
        leaders.add(leader(words.say("cost.wall"), Figures.duration(cost.wallNanos()))
                .withClass("total"));
        return section(
                h3(words.say("cost.title")), dl(each(leaders, leader -> leader)).withClass("lead"));
    }

    private static String processes(Cost cost, Words words) {
        return words.say(
                "cost.counts",
                "started",
                cost.processesStarted(),
                "ended",
                cost.processesEnded(),
                "left",
                cost.processesStarted() - cost.processesEnded());
    }

    private static DivTag layer(LayerDiff layer, Words words) {
        String label = words.say("cost.layer", "place", LayerSection.place(layer, words));
        int changes = layer.changes().size() + layer.cut();
        if (changes == 0) {
            return leader(label, words.say("cost.unchanged"));
        }
        String grown = Figures.bytes(layer.bytesBefore()) + " → " + Figures.bytes(layer.bytesAfter());
        return leader(label, words.say("cost.changes", "count", changes) + " · " + grown);
    }

    private static DivTag leader(String label, String value) {
        return div(dt(label), dd(value));
    }
}
