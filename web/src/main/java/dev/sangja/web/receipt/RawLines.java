package dev.sangja.web.receipt;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.input;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import dev.sangja.lessons.story.Story;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Hook;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.SpanTag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every recorded call as one line of strace(1), and how many were folded and dropped. */
final class RawLines {
    /** A page with more lines than this is slow; the receipt as JSON has all of them. */
    static final int MOST = 2000;

    private RawLines() {}

    static DomContent draw(ReceiptView view, Words words) {
        List<JournalEntry> entries = view.receipt().journal().entries();
        List<JournalEntry> shown = entries.subList(0, Math.min(MOST, entries.size()));
        int rest = entries.size() - shown.size();
        Instant start = view.receipt().startedAt();
        return div(
                details(
                                summary(words.say("raw.title", "count", Figures.count(entries.size()))),
                                input().withType("search")
                                        .withClass("field")
                                        .attr(Data.PART, "filter")
                                        .attr("hidden", "hidden")
                                        .attr("aria-label", words.say("raw.filter"))
                                        .withPlaceholder(words.say("raw.filter")),
                                pre(each(shown, entry -> line(entry, start, words)))
                                        .withClass("raw"),
                                iff(
                                        rest > 0,
                                        p(words.say("raw.more", "count", Figures.count(rest)))
                                                .withClass("dim")))
                        .withClass("fold cut")
                        .attr(Data.HOOK, Hook.RAWLINES.module()),
                p(span(counts(view, words))).withClass("meta counts"));
    }

    private static SpanTag line(JournalEntry entry, Instant start, Words words) {
        boolean finished = !(entry.outcome() instanceof Outcome.Unfinished);
        String took = finished ? String.format(Locale.ROOT, " <%.6f>", entry.durationNanos() / 1e9) : "";
        String when = words.micros(start.plusNanos(entry.startNanos()));
        return span(when + " " + entry.pid() + " " + entry.line() + took + "\n")
                .attr("data-origin", entry.origin().name().toLowerCase(Locale.ROOT))
                .withCondClass(entry.outcome() instanceof Outcome.Failed, "failed");
    }

    private static String counts(ReceiptView view, Words words) {
        Story story = view.story();
        String what = story.folded().stream()
                .map(folded -> folded.label() + " " + Figures.count(folded.count()))
                .collect(Collectors.joining(", "));
        String folded = what.isEmpty()
                ? words.say("raw.folded.none")
                : words.say("raw.folded.some", "count", Figures.count(story.foldedCalls()), "what", what);
        long dropped = view.receipt().journal().dropped();
        return folded + " " + words.say("raw.dropped", "count", Figures.count(dropped));
    }
}
