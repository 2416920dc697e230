package dev.sangja.server.command;

import dev.sangja.lessons.story.Phase;
import dev.sangja.lessons.story.Story;
import dev.sangja.lessons.story.StoryCall;
import dev.sangja.runtime.receipt.Cost;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.Receipt;
import dev.sangja.runtime.receipt.TextDiff;
import java.io.PrintStream;
import java.util.Map;

/** Prints a receipt on a terminal: what happened, what it left, what it cost. */
final class ReceiptPrinter {
    private static final Map<LayerChange.Kind, String> LETTERS = Map.of(
            LayerChange.Kind.ADDED, "A",
            LayerChange.Kind.MODIFIED, "M",
            LayerChange.Kind.METADATA, "m",
            LayerChange.Kind.DELETED, "D",
            LayerChange.Kind.OPAQUE, "O");
    private static final Map<TextDiff.Line.Kind, String> SIGNS = Map.of(
            TextDiff.Line.Kind.SAME, " ",
            TextDiff.Line.Kind.REMOVED, "-",
            TextDiff.Line.Kind.ADDED, "+");

    private final Console console;
    private final PrintStream out;

    ReceiptPrinter(Console console) {
        this.console = console;
        this.out = console.error();
    }

    void print(Receipt receipt) {
        out.println();
        heading("영수증", "Receipt");
        story(receipt);
        receipt.layers().stream().filter(diff -> !diff.changes().isEmpty()).forEach(this::layer);
        receipt.limits().forEach(this::limit);
        cost(receipt.cost());
    }

    private void heading(String korean, String english) {
        out.println("── " + console.choose(korean, english) + " ──");
    }

    private void story(Receipt receipt) {
        Story story = Story.of(receipt, console.language());
        for (Phase phase : story.phases()) {
            out.println(safe(phase.title() + ": " + phase.sentence()));
            for (StoryCall call : phase.calls()) {
                String times =
                        call.entries().size() > 1 ? "  ×" + call.entries().size() : "";
                out.println(
                        safe("    " + call.entry().pid() + "  " + call.entry().line() + times));
            }
        }
        story.folded().forEach(folded -> out.println(safe("    … " + folded.label() + ": " + folded.count())));
        if (story.dropped() > 0) {
            out.println("    … " + console.choose("기록하지 못한 호출: ", "calls that were not kept: ") + story.dropped());
        }
    }

    private void layer(LayerDiff diff) {
        out.println();
        heading("레이어 차이: " + safe(diff.place()), "Layer diff: " + safe(diff.place()));
        for (LayerChange change : diff.changes()) {
            String sizes = change.type().equals("file") ? "  " + size(change) : "";
            out.println(safe(LETTERS.get(change.kind()) + "  " + change.path() + sizes));
            change.text()
                    .ifPresent(text -> text.lines()
                            .forEach(line -> out.println(safe("     " + SIGNS.get(line.kind()) + line.text()))));
        }
        if (diff.cut() > 0) {
            out.println("   … " + diff.cut());
        }
    }

    private static String size(LayerChange change) {
        String before = change.sizeBefore() < 0 ? "" : change.sizeBefore() + " → ";
        return "(" + before + Math.max(0, change.sizeAfter()) + " B)";
    }

    private void limit(LimitEvent limit) {
        out.println();
        out.println(console.choose("한도가 걸렸습니다: ", "A limit acted: ") + safe(limit.toString()));
    }

    private void cost(Cost cost) {
        out.println();
        heading("비용", "Cost");
        row("걸린 시간", "wall time", RunCommand.milliseconds(cost.wallNanos()));
        row("CPU 시간", "CPU time", cost.cpuNanos() < 0 ? unknown() : RunCommand.milliseconds(cost.cpuNanos()));
        row("최대 메모리", "peak memory", cost.peakMemoryBytes() < 0 ? unknown() : (cost.peakMemoryBytes() >> 10) + " KiB");
        row("프로세스", "processes", Integer.toString(cost.processesStarted()));
        row("쓴 바이트", "bytes written", Long.toString(cost.bytesWritten()));
    }

    private String unknown() {
        return console.choose("이 컴퓨터에서는 잴 수 없음", "not measurable on this computer");
    }

    private void row(String korean, String english, String value) {
        out.println("   " + console.choose(korean, english) + ": " + value);
    }

    /** Names that a container chose must not steer the terminal. */
    private static String safe(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point)) {
                shown.append('�');
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }
}
