package dev.sangja.web.receipt;

import static j2html.TagCreator.b;
import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.Ending;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Icon;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.BTag;
import j2html.tags.specialized.SummaryTag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A closed receipt: one line, its parts always in the same order. */
final class ReceiptSummary {
    private ReceiptSummary() {}

    static SummaryTag draw(ReceiptView view, Words words) {
        Receipt receipt = view.receipt();
        List<JournalEntry> entries = receipt.journal().entries();
        long engine = count(entries, Origin.ENGINE);
        long workload = entries.size() - engine;
        int processes = receipt.after().processes().size()
                - receipt.before().processes().size();
        String calls = receipt.level() == TraceLevel.OFF
                ? words.say("receipt.unobserved")
                : words.say("receipt.calls", "count", Figures.count(workload));
        return summary(
                b(words.say("receipt.number", "number", view.number())),
                span(ending(receipt.ending(), words)),
                span(Figures.duration(receipt.cost().wallNanos())),
                each(striking(receipt, words).stream().map(DomContent.class::cast)),
                span(calls),
                iff(engine > 0, span(words.say("receipt.engine", "count", Figures.count(engine)))),
                LayerKinds.inline(receipt.layers(), words),
                span(words.say("receipt.processes", "difference", Figures.difference(processes))),
                span(Icon.DOWN.draw()).withClass("turn"));
    }

    static long count(List<JournalEntry> entries, Origin origin) {
        return entries.stream().filter(entry -> entry.origin() == origin).count();
    }

    private static String ending(Ending ending, Words words) {
        if (ending instanceof Ending.Exited exited) {
            return words.say("receipt.exit", "code", exited.code());
        }
        if (ending instanceof Ending.Interrupted interrupted) {
            return words.say("receipt.interrupted", "code", interrupted.code());
        }
        if (ending instanceof Ending.Stopped stopped) {
            return words.say("receipt.stopped", "code", stopped.code());
        }
        return words.say("receipt.gone");
    }

    /** What catches the eye, if anything: a limit that acted, else calls that failed. */
    private static Optional<BTag> striking(Receipt receipt, Words words) {
        if (!receipt.limits().isEmpty()) {
            String sources =
                    receipt.limits().stream().map(LimitEvent::source).distinct().collect(Collectors.joining(", "));
            return Optional.of(tone(State.LIMIT, words.say("receipt.limit", "source", sources)));
        }
        List<JournalEntry> failures = Failures.notable(receipt.journal());
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        JournalEntry first = failures.get(0);
        String errno = first.outcome() instanceof Outcome.Failed failed ? failed.name() : "";
        String said = words.say(
                "receipt.failed", "count", failures.size(), "call", first.call().name(), "errno", errno);
        return Optional.of(tone(State.FAILED, said));
    }

    private static BTag tone(State state, String said) {
        return b(said).withClass("tone").attr(Data.STATE, state.token());
    }
}
