package dev.sangja.web.receipt;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.picture.LayerStack;
import dev.sangja.web.picture.NamespaceGrid;
import dev.sangja.web.picture.NamespaceMap;
import dev.sangja.web.picture.NamespaceTable;
import dev.sangja.web.picture.StackView;
import dev.sangja.web.picture.Timeline;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.DetailsTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A receipt, closed or open. */
public final class ReceiptSlip {
    private ReceiptSlip() {}

    /** The whole receipt; what it holds is readable without scripts. */
    public static DetailsTag draw(ReceiptView view, Words words) {
        DetailsTag receipt = details(ReceiptSummary.draw(view, words), slip(view, words))
                .withClass("receipt")
                .attr(Data.HOOK, Hook.RECEIPT.module())
                .attr(Data.RUN, view.receipt().run().toString());
        return view.open() ? receipt.attr("open", "open") : receipt;
    }

    private static DomContent slip(ReceiptView view, Words words) {
        Receipt receipt = view.receipt();
        List<DomContent> sections = new ArrayList<>();
        if (!receipt.limits().isEmpty()) {
            sections.add(LimitSection.draw(receipt.limits(), words));
        }
        List<DomContent> layers = layers(view, words);
        DomContent story = StorySection.draw(view, words);
        if (view.lead() == ReceiptView.Lead.STORY) {
            sections.add(story);
            sections.addAll(layers);
        } else {
            sections.addAll(layers);
            sections.add(story);
        }
        map(view, words).ifPresent(sections::add);
        ViewSection.draw(receipt, words).ifPresent(sections::add);
        sections.add(CostSection.draw(receipt, words));
        timeline(view, words).ifPresent(sections::add);
        sections.add(RawLines.draw(view, words));
        return div(meta(view, words), each(sections.stream())).withClass("slip");
    }

    private static DomContent meta(ReceiptView view, Words words) {
        Receipt receipt = view.receipt();
        String cell = words.say("receipt.cell", "step", view.step(), "letter", words.letter(view.cell()));
        String host = words.say(
                "receipt.host",
                "name",
                receipt.after().hostname(),
                "pid",
                receipt.after().shellPid());
        String level = words.say("level." + receipt.level().name().toLowerCase(Locale.ROOT));
        return div(
                p(span(cell + " · " + host), span(words.stamp(receipt.startedAt())))
                        .withClass("meta"),
                p(span(observed(receipt, words)), span(words.say("receipt.level", "level", level)))
                        .withClass("meta"));
    }

    private static String observed(Receipt receipt, Words words) {
        List<JournalEntry> entries = receipt.journal().entries();
        return words.say(
                "receipt.observed",
                "mine",
                Figures.count(ReceiptSummary.count(entries, Origin.LEARNER)),
                "containers",
                Figures.count(ReceiptSummary.count(entries, Origin.CONTAINER)),
                "engine",
                Figures.count(ReceiptSummary.count(entries, Origin.ENGINE)));
    }

    private static List<DomContent> layers(ReceiptView view, Words words) {
        List<DomContent> sections = new ArrayList<>();
        int index = 0;
        for (LayerDiff diff : view.receipt().layers()) {
            if (diff.changes().isEmpty()) {
                continue;
            }
            sections.add(LayerSection.draw(diff, words));
            stack(diff, id(view, "p2-" + index++), words).ifPresent(sections::add);
        }
        return sections;
    }

    private static Optional<DomContent> stack(LayerDiff diff, String id, Words words) {
        String place = LayerSection.place(diff, words);
        StackView stack = StackView.of(diff, words.say("stack.upper", "place", place), words.say("stack.lower"));
        if (stack.files().isEmpty() || !LayerSection.isOverlay(diff)) {
            return Optional.empty();
        }
        return Optional.of(section(
                h3(words.say("stack.heading")),
                figure(
                        div(LayerStack.draw(stack, words, id)).withClass("scroll"),
                        figcaption(words.say("stack.caption")))));
    }

    /** The map stands on a receipt only if some process shown lives apart. */
    private static Optional<DomContent> map(ReceiptView view, Words words) {
        NamespaceGrid grid =
                NamespaceGrid.of(view.receipt().before(), view.receipt().after());
        if (!grid.anyForeign()) {
            return Optional.empty();
        }
        return Optional.of(section(
                h3(words.say("map.heading")),
                figure(
                        div(NamespaceMap.draw(grid, words, id(view, "p1"))).withClass("scroll"),
                        figcaption(words.say("map.caption")),
                        details(
                                        summary(words.say("map.as-table")),
                                        div(NamespaceTable.whole(grid, words)).withClass("scroll astable"))
                                .withClass("fold"))));
    }

    private static Optional<DomContent> timeline(ReceiptView view, Words words) {
        List<JournalEntry> entries = view.receipt().journal().entries();
        if (entries.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(details(
                        summary(words.say("timeline.heading")),
                        figure(
                                div(Timeline.draw(entries, words, id(view, "p4")))
                                        .withClass("scroll"),
                                figcaption(words.say("timeline.caption"))))
                .withClass("fold cut"));
    }

    private static String id(ReceiptView view, String part) {
        return "r" + view.number() + "-" + part;
    }
}
