package dev.sangja.web.build;

import static j2html.TagCreator.each;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.web.markup.Svg;
import dev.sangja.web.markup.SvgTag;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import java.util.ArrayList;
import java.util.List;

/** Picture P4 of builds: one lane a build, one bar a step, as long as it took; steps from the cache are hatched. */
public final class BuildTimeline {
    private static final double WIDTH = 580;
    private static final double LEFT = 96;
    private static final double RIGHT = 572;
    private static final double LANE = 46;
    private static final double TOP = 6;
    private static final double GLYPH = 6.6;
    /** What took no time is drawn so wide, to be seen. */
    private static final double THINNEST = 7;

    private final List<Lane> lanes;
    private final long longest;
    private final Words words;
    private final String id;

    private BuildTimeline(List<Lane> lanes, Words words, String id) {
        this.lanes = lanes;
        this.words = words;
        this.id = id;
        this.longest = Math.max(
                1,
                lanes.stream()
                        .mapToLong(lane -> lane.build().durationNanos())
                        .max()
                        .orElse(1));
    }

    /**
     * A build in its lane.
     *
     * @param receipt the number of the receipt that shows it
     */
    public record Lane(int receipt, BuildView build) {}

    /** The timeline of those builds, oldest first, of which there is at least one. */
    public static DomContent draw(List<Lane> lanes, Words words, String id) {
        BuildTimeline drawing = new BuildTimeline(lanes, words, id);
        double height = TOP + LANE * lanes.size() + 24;
        SvgTag picture = Svg.picture(id, WIDTH, height, words.say("builds.title"), drawing.description());
        picture.with(drawing.hatch());
        for (int lane = 0; lane < lanes.size(); lane++) {
            picture.with(drawing.lane(lanes.get(lane), TOP + LANE * lane));
        }
        return picture.with(drawing.axis(TOP + LANE * lanes.size()));
    }

    private String description() {
        List<String> said = new ArrayList<>();
        for (Lane lane : lanes) {
            BuildView build = lane.build();
            long cached = build.steps().stream().filter(BuildStep::cached).count();
            said.add(words.say(
                    "builds.one",
                    "receipt",
                    lane.receipt(),
                    "took",
                    Figures.duration(build.durationNanos()),
                    "count",
                    build.steps().size(),
                    "cached",
                    cached));
        }
        return String.join(" ", said);
    }

    private DomContent hatch() {
        return Svg.tag("pattern")
                .attr("id", id + "-h")
                .attr("width", "5")
                .attr("height", "5")
                .attr("patternUnits", "userSpaceOnUse")
                .attr("patternTransform", "rotate(45)")
                .with(Svg.path("hatch-i", "M0 0V5"));
    }

    private DomContent lane(Lane lane, double y) {
        List<DomContent> parts = new ArrayList<>();
        parts.add(Svg.path("hair", "M0 " + Svg.number(y + LANE) + "H" + Svg.number(WIDTH)));
        parts.add(Svg.text(0, y + 20, "b", words.say("builds.receipt", "number", lane.receipt())));
        parts.add(Svg.text(0, y + 36, "t3", Figures.duration(lane.build().durationNanos())));
        double free = 0;
        double end = 0;
        for (BuildStep step : lane.build().steps()) {
            double x = Math.max(end, x(step.startNanos() - lane.build().startNanos()));
            double width = Math.max(THINNEST, x(step.durationNanos()) - LEFT);
            end = Math.min(RIGHT, x + width) + 1;
            parts.add(bar(step, Math.min(x, RIGHT - THINNEST), y, Math.min(width, Math.max(THINNEST, RIGHT - x))));
            String label = step.instruction();
            if (x >= free && label.length() * GLYPH <= RIGHT - x) {
                parts.add(Svg.text(x, y + 15, "t3", label));
                free = x + label.length() * GLYPH + 5;
            }
        }
        return each(parts.stream());
    }

    private DomContent bar(BuildStep step, double x, double y, double width) {
        SvgTag bar = Svg.rectangle(step.cached() ? "cachedbar" : "plain", x, y + 21, width, 16);
        if (step.cached()) {
            bar.attr("fill", "url(#" + id + "-h)");
        }
        String said = step.text() + " · "
                + (step.cached() ? words.say("build.cached") : Figures.duration(step.durationNanos()));
        return Svg.tag("g").with(bar, Svg.tag("title").withText(said));
    }

    private double x(long nanos) {
        return LEFT + (RIGHT - LEFT) * Math.max(0, nanos) / longest;
    }

    private DomContent axis(double y) {
        return each(
                Svg.text(LEFT, y + 17, "t3", "0"),
                Svg.text(RIGHT, y + 17, "t3", Figures.duration(longest)).attr("text-anchor", "end"));
    }

    /** The same as a table: every step of every build. */
    public static TableTag table(List<Lane> lanes, Words words) {
        List<DomContent> rows = new ArrayList<>();
        for (Lane lane : lanes) {
            for (BuildStep step : lane.build().steps()) {
                rows.add(tr(
                        td(words.say("builds.receipt", "number", lane.receipt())),
                        td(step.text().lines().findFirst().orElse("")),
                        td(step.cached() ? words.say("build.cached") : Figures.duration(step.durationNanos()))
                                .withClass("num")));
            }
        }
        return j2html.TagCreator.table(
                thead(tr(
                        th(words.say("builds.which")).attr("scope", "col"),
                        th(words.say("builds.instruction")).attr("scope", "col"),
                        th(words.say("builds.took")).attr("scope", "col").withClass("num"))),
                tbody(each(rows.stream())));
    }
}
