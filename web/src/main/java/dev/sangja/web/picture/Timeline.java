package dev.sangja.web.picture;

import static j2html.TagCreator.each;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import dev.sangja.web.markup.Data;
import dev.sangja.web.markup.Svg;
import dev.sangja.web.markup.SvgTag;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Picture P4, the timeline: one lane a process, one bar a call, as long as it took. */
public final class Timeline {
    /** More bars than this cannot be told apart: the longest are drawn, and the caption says how many there are. */
    static final int MOST_CALLS = 300;

    private static final int MOST_LANES = 8;
    private static final double WIDTH = 580;
    private static final double LEFT = 112;
    private static final double RIGHT = 572;
    private static final double LANE = 38;
    private static final double TOP = 8;
    private static final double GLYPH = 6.4;

    private final List<JournalEntry> entries;
    private final Words words;
    private final long startNanos;
    private final long endNanos;
    private final Map<String, Integer> lanes;

    private Timeline(List<JournalEntry> entries, Words words) {
        this.words = words;
        this.entries = entries.stream()
                .sorted(Comparator.comparingLong(JournalEntry::durationNanos).reversed())
                .limit(MOST_CALLS)
                .sorted(Comparator.comparingLong(JournalEntry::startNanos))
                .toList();
        this.startNanos = this.entries.get(0).startNanos();
        this.endNanos = this.entries.stream()
                .mapToLong(entry -> entry.startNanos() + Math.max(0, entry.durationNanos()))
                .max()
                .orElse(startNanos);
        this.lanes = new LinkedHashMap<>();
        this.entries.forEach(entry -> {
            if (lanes.size() < MOST_LANES) {
                lanes.putIfAbsent(lane(entry), lanes.size());
            }
        });
    }

    /** The timeline of those calls, of which there is at least one. */
    public static DomContent draw(List<JournalEntry> entries, Words words, String id) {
        Timeline timeline = new Timeline(entries, words);
        double height = TOP + LANE * timeline.lanes.size() + 26;
        String span = Figures.duration(timeline.endNanos - timeline.startNanos);
        SvgTag picture = Svg.picture(
                id,
                WIDTH,
                height,
                words.say("timeline.title"),
                words.say(
                        "timeline.description",
                        "calls",
                        timeline.entries.size(),
                        "processes",
                        timeline.lanes.size(),
                        "span",
                        span));
        picture.with(timeline.axis(TOP + LANE * timeline.lanes.size()));
        timeline.lanes.forEach((name, lane) -> picture.with(timeline.laneHead(name, lane)));
        return picture.with(timeline.bars());
    }

    private String lane(JournalEntry entry) {
        String who = entry.origin() == Origin.ENGINE ? words.say("origin.engine") : Integer.toString(entry.pid());
        return who + " " + entry.command();
    }

    private DomContent laneHead(String name, int lane) {
        double y = TOP + LANE * lane;
        return each(
                Svg.path("hair", "M0 " + Svg.number(y + LANE) + "H" + Svg.number(WIDTH)),
                Svg.text(0, y + 27, "t2", Cut.to(name, (int) ((LEFT - 8) / GLYPH))));
    }

    private DomContent bars() {
        double[] free = new double[lanes.size()];
        List<DomContent> bars = new ArrayList<>();
        for (JournalEntry entry : entries) {
            Integer lane = lanes.get(lane(entry));
            if (lane == null) {
                continue;
            }
            double x = x(entry.startNanos());
            double width = Math.max(2, x(entry.startNanos() + entry.durationNanos()) - x);
            double y = TOP + LANE * lane;
            SvgTag bar = Svg.tag("g").with(Svg.rectangle(shape(entry), x, y + 18, width, 12));
            SyscallTone.ofCall(entry).ifPresent(type -> bar.attr(Data.NAMESPACE, type.fileName()));
            bar.with(Svg.tag("title").withText(entry.call().name() + " " + Figures.duration(entry.durationNanos())));
            String label = entry.call().name();
            double room = label.length() * GLYPH;
            double at = Math.min(x, RIGHT - room);
            if (at >= free[lane]) {
                bar.with(Svg.text(at, y + 13, "t3", label));
                free[lane] = at + room + 5;
            }
            bars.add(bar);
        }
        return each(bars.stream());
    }

    private static String shape(JournalEntry entry) {
        if (entry.outcome() instanceof Outcome.Failed) {
            return "failed";
        }
        return SyscallTone.ofCall(entry).isPresent() ? "own" : "plain";
    }

    private DomContent axis(double y) {
        long tick = tick(endNanos - startNanos);
        List<DomContent> marks = new ArrayList<>();
        for (long at = 0; at <= endNanos - startNanos; at += tick) {
            double x = x(startNanos + at);
            marks.add(Svg.path("hair", "M" + Svg.number(x) + " " + Svg.number(TOP) + "V" + Svg.number(y + 4)));
            marks.add(Svg.centred(Math.min(x, RIGHT - 12), y + 18, "t3", at == 0 ? "0" : tickLabel(at)));
        }
        return each(marks.stream());
    }

    private static String tickLabel(long nanos) {
        if (nanos < 1_000_000) {
            return nanos / 1_000 + " µs";
        }
        return nanos < 1_000_000_000 ? nanos / 1_000_000 + " ms" : nanos / 1_000_000_000 + " s";
    }

    /** A round distance of ticks, so that three to seven of them fit; at least a microsecond. */
    private static long tick(long spanNanos) {
        long unit = 1_000;
        while (unit * 10 <= spanNanos) {
            unit *= 10;
        }
        for (long step : new long[] {unit / 5, unit / 2, unit, unit * 2}) {
            if (step >= 1_000 && spanNanos / step <= 6) {
                return step;
            }
        }
        return unit * 2;
    }

    private double x(long nanos) {
        double span = Math.max(1, endNanos - startNanos);
        return LEFT + (RIGHT - LEFT) * (nanos - startNanos) / span;
    }
}
