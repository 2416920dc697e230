package dev.sangja.web.build;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.sangja.runtime.receipt.BuildFailure;
import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.receipt.BuildWarning;
import dev.sangja.web.markup.Chip;
import dev.sangja.web.markup.Icon;
import dev.sangja.web.markup.State;
import dev.sangja.web.text.Figures;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.PTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Dockerfile's lines on the left, and on the right what each made: a layer, a setting, or nothing. */
public final class BuildSteps {
    private final BuildView build;
    private final Words words;
    private final String id;
    private final boolean stages;
    /** How many layers each stage has so far. */
    private final Map<String, Integer> layers = new HashMap<>();

    private BuildSteps(BuildView build, Words words, String id) {
        this.build = build;
        this.words = words;
        this.id = id;
        this.stages = build.steps().stream().map(BuildStep::stage).distinct().count() > 1;
    }

    /** The build, with its head; {@code id} starts the ids of its parts and is unique in the page. */
    public static DivTag draw(BuildView build, Words words, String id) {
        BuildSteps drawing = new BuildSteps(build, words, id);
        return div(drawing.head(), ol(each(drawing.rows(), row -> row)).withClass("steps-made"), drawing.remaining())
                .withClass("build");
    }

    private PTag head() {
        String name = build.tags().isEmpty() ? words.say("build.untagged") : String.join(" ", build.tags());
        return p(span(span(name).withClass("b"), text(" " + words.say("build.of", "file", build.file()))), outcome())
                .withClass("meta");
    }

    private DomContent outcome() {
        String took = Figures.duration(build.durationNanos());
        long cached = build.steps().stream().filter(BuildStep::cached).count();
        return switch (build.outcome()) {
            case DONE ->
                Chip.of(State.PASSED, words.say("build.done", "took", took, "cached", cached, "count", steps()));
            case FAILED -> Chip.of(State.FAILED, words.say("build.failed", "took", took));
            case CANCELLED -> Chip.of(State.STALE, words.say("build.cancelled", "took", took));
        };
    }

    private int steps() {
        return build.steps().size();
    }

    private List<LiTag> rows() {
        List<LiTag> rows = new ArrayList<>();
        String stage = "";
        for (int at = 0; at < build.steps().size(); at++) {
            BuildStep step = build.steps().get(at);
            if (stages && !step.stage().equals(stage)) {
                stage = step.stage();
                rows.add(li(words.say("build.stage", "name", stage)).withClass("stage"));
            }
            int layer = step.layer()
                    .map(made -> layers.merge(step.stage(), 1, Integer::sum))
                    .orElse(0);
            boolean broken = build.failure().isPresent() && at == steps() - 1 && failedAt(step);
            rows.add(new StepRow(build, step, words)
                    .draw(id + "-" + at, layer, broken)
                    .with(notes(step)));
        }
        return rows;
    }

    private boolean failedAt(BuildStep step) {
        int line = build.failure().map(BuildFailure::line).orElse(0);
        return line == 0 || (line >= step.firstLine() && line <= step.lastLine());
    }

    /** What is said about that step's lines. */
    private DomContent notes(BuildStep step) {
        List<DomContent> notes = new ArrayList<>();
        for (BuildWarning warning : build.warnings()) {
            if (!step.trigger() && warning.line() >= step.firstLine() && warning.line() <= step.lastLine()) {
                notes.add(warning(warning));
            }
        }
        return each(notes.stream());
    }

    private DomContent warning(BuildWarning warning) {
        return p(Icon.BANG.draw(), code(warning.rule()), text(" " + warning.message()))
                .withClass("build-note")
                .attr("data-state", "stale");
    }

    /** What is said about no line of a step that was carried out: why it failed, and checks of other lines. */
    private DomContent remaining() {
        List<DomContent> notes = new ArrayList<>();
        build.warnings().stream()
                .filter(warning -> build.steps().stream()
                        .noneMatch(step -> !step.trigger()
                                && warning.line() >= step.firstLine()
                                && warning.line() <= step.lastLine()))
                .forEach(warning -> notes.add(warning(warning)));
        build.failure().ifPresent(failure -> notes.add(failure(failure)));
        return each(notes.stream());
    }

    private DomContent failure(BuildFailure failure) {
        String where = failure.line() == 0
                ? ""
                : words.say("build.at", "line", failure.line(), "column", Math.max(1, failure.column()));
        return p(Icon.BAD.draw(), iff(!where.isEmpty(), span(where).withClass("b")), text(" " + failure.message()))
                .withClass("build-note")
                .attr("data-state", "failed");
    }
}
