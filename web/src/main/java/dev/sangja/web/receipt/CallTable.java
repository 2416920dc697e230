package dev.sangja.web.receipt;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.b;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.wbr;

import dev.sangja.lessons.story.CallSpan;
import dev.sangja.lessons.story.StoryCall;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.web.markup.Data;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Calls as rows: who, what, how it came out, how long it took. */
final class CallTable {
    private CallTable() {}

    /**
     * Draws the rows.
     *
     * @param said the meanings and advice that stand above already; those of these rows are added
     */
    static DomContent draw(List<StoryCall> calls, Set<String> said, Words words) {
        List<DomContent> rows = new ArrayList<>();
        for (StoryCall call : calls) {
            rows.add(row(call, said, words));
        }
        return table(
                        thead(tr(
                                        th(words.say("call.who")),
                                        th(words.say("call.call")),
                                        th(words.say("call.result")),
                                        th(words.say("call.took"))))
                                .withClass("sr"),
                        tbody(each(rows.stream())))
                .withClass("calls");
    }

    private static TrTag row(StoryCall shown, Set<String> said, Words words) {
        JournalEntry entry = shown.entry();
        String who = entry.origin() == Origin.ENGINE ? words.say("origin.engine") : Integer.toString(entry.pid());
        TdTag call = td(each(shown.spans().stream().map(CallTable::piece))).withClass("call");
        int alike = shown.entries().size();
        if (alike > 1) {
            call.with(
                    span(words.say("call.alike", "count", Figures.count(alike))).withClass("alike"));
        }
        for (String sentence : sentences(shown)) {
            if (said.add(sentence)) {
                call.with(span(sentence).withClass("means"));
            }
        }
        return tr(
                td(who).withClass("who").attr("title", entry.command()),
                call,
                result(entry.outcome()),
                td(took(shown.entries())).withClass("num"));
    }

    /** A flag has the colour of what it is about; it and its row in the namespace map point at each other. */
    private static DomContent piece(CallSpan span) {
        return span.namespace()
                .<DomContent>map(type -> b(attrs(".flag"), span.text())
                        .attr(Data.NAMESPACE, type.fileName())
                        .attr("tabindex", "0"))
                .orElseGet(() -> breakable(span.text()));
    }

    /** Text that may break behind each flag, so that no name is torn in two. */
    private static DomContent breakable(String text) {
        List<DomContent> pieces = new ArrayList<>();
        int from = 0;
        for (int bar = text.indexOf('|'); bar >= 0; bar = text.indexOf('|', from)) {
            pieces.add(text(text.substring(from, bar + 1)));
            pieces.add(wbr());
            from = bar + 1;
        }
        pieces.add(text(text.substring(from)));
        return each(pieces.stream());
    }

    private static List<String> sentences(StoryCall shown) {
        String advice = shown.advice()
                .map(found -> (found.meaning() + " " + found.remedy()).strip())
                .orElse("");
        return Stream.of(shown.meaning(), advice)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static String took(List<JournalEntry> entries) {
        if (entries.stream().anyMatch(entry -> entry.outcome() instanceof Outcome.Unfinished)) {
            return "";
        }
        return Figures.duration(
                entries.stream().mapToLong(JournalEntry::durationNanos).sum());
    }

    private static TdTag result(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return td("= -1 " + failed.name()).withClass("ret bad").attr("title", failed.message());
        }
        return td("= " + outcome.render()).withClass("ret");
    }
}
