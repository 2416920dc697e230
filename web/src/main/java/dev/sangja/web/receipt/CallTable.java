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

import dev.sangja.runtime.journal.Argument;
import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Inline;
import dev.sangja.web.picture.SyscallTone;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls as rows: who, what, how it came out, how long it took. */
final class CallTable {
    /** A longer argument is cut here; the raw line has it whole. */
    private static final int LONGEST_ARGUMENT = 120;

    private CallTable() {}

    static DomContent draw(List<JournalEntry> calls, Map<Long, String> explanations, Words words) {
        return table(
                        thead(tr(
                                        th(words.say("call.who")),
                                        th(words.say("call.call")),
                                        th(words.say("call.result")),
                                        th(words.say("call.took"))))
                                .withClass("sr"),
                        tbody(each(
                                calls,
                                call -> row(call, Optional.ofNullable(explanations.get(call.sequence())), words))))
                .withClass("calls");
    }

    private static TrTag row(JournalEntry entry, Optional<String> explanation, Words words) {
        String who = entry.origin() == Origin.ENGINE ? words.say("origin.engine") : Integer.toString(entry.pid());
        TdTag call = td(each(call(entry).stream())).withClass("call");
        explanation.ifPresent(said -> call.with(span(Inline.of(said)).withClass("means")));
        return tr(
                td(who).withClass("who").attr("title", entry.command()),
                call,
                result(entry.outcome()),
                td(entry.outcome() instanceof Outcome.Unfinished ? "" : Figures.duration(entry.durationNanos()))
                        .withClass("num"));
    }

    private static TdTag result(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return td("= -1 " + failed.name()).withClass("ret bad").attr("title", failed.message());
        }
        return td("= " + outcome.render()).withClass("ret");
    }

    private static List<DomContent> call(JournalEntry entry) {
        List<DomContent> pieces = new ArrayList<>();
        pieces.add(text(entry.call().name() + "("));
        for (Argument argument : entry.call().arguments()) {
            if (pieces.size() > 1) {
                pieces.add(text(", "));
            }
            if (argument.value() instanceof ArgumentValue.Flags flags) {
                pieces.addAll(flags(flags));
            } else {
                pieces.add(text(cut(argument.value().render())));
            }
        }
        pieces.add(text(")"));
        return pieces;
    }

    /** Flags with the colour of what they are about; a flag and its row in the namespace map point at each other. */
    private static List<DomContent> flags(ArgumentValue.Flags flags) {
        if (flags.names().isEmpty()) {
            return List.of(text(flags.render()));
        }
        List<DomContent> pieces = new ArrayList<>();
        for (String name : flags.names()) {
            if (!pieces.isEmpty()) {
                pieces.add(text("|"));
            }
            Optional<NamespaceType> type = SyscallTone.ofFlag(name, flags.names());
            pieces.add(
                    type.isEmpty()
                            ? text(name)
                            : b(attrs(".flag"), name)
                                    .attr(Data.NAMESPACE, type.get().fileName())
                                    .attr("tabindex", "0"));
        }
        if (flags.remainder() != 0) {
            pieces.add(text("|0x" + Long.toHexString(flags.remainder())));
        }
        return pieces;
    }

    private static String cut(String rendered) {
        return rendered.length() <= LONGEST_ARGUMENT ? rendered : rendered.substring(0, LONGEST_ARGUMENT) + "…";
    }
}
