package dev.sangja.web.machine;

import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.web.markup.Chip;
import dev.sangja.web.markup.Data;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.specialized.SpanTag;

/** The machine's state in a few words. */
public final class MachineChip {
    private MachineChip() {}

    public static SpanTag draw(MachineStatus status, Words words) {
        return Chip.of(status.kind().state(), word(status, words)).attr(Data.PART, "machine-chip");
    }

    private static String word(MachineStatus status, Words words) {
        String word = words.say(
                "machine.state." + status.kind().token(),
                "ahead",
                status.ahead(),
                "time",
                words.minute(status.since()));
        return status.kind() == MachineStatus.Kind.READY
                ? status.memory().map(memory -> word + " · " + share(memory)).orElse(word)
                : word;
    }

    private static String share(Gauge memory) {
        return memory.limit() > 0
                ? Figures.share(memory.used(), memory.limit(), memory.unit()).replace("/", " / ")
                : Figures.amount(memory.used(), memory.unit());
    }
}
