package dev.sangja.lessons.check;

import dev.sangja.runtime.receipt.BuildLayer;
import dev.sangja.runtime.receipt.BuildStep;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.receipt.BuildWarning;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The function about image builds. */
final class Builds {
    static final Map<String, Function> FUNCTIONS = Map.of(
            "builds",
            new Function(
                    List.of(),
                    Type.listOf(Kind.BUILD),
                    (scope, arguments) -> new Value.Items(scope.evidence().builds().stream()
                            .map(Builds::build)
                            .toList())));

    private Builds() {}

    private static Value build(BuildView build) {
        Map<String, Value> fields = new HashMap<>();
        fields.put("file", new Value.Text(build.file()));
        fields.put("context", new Value.Text(build.context()));
        fields.put("outcome", new Value.Text(build.outcome().name().toLowerCase(Locale.ROOT)));
        fields.put("seconds", seconds(build.durationNanos()));
        fields.put("tags", Value.Items.ofTexts(build.tags()));
        fields.put(
                "steps",
                new Value.Items(build.steps().stream().map(Builds::step).toList()));
        fields.put(
                "warnings",
                Value.Items.ofTexts(
                        build.warnings().stream().map(BuildWarning::rule).toList()));
        build.image().ifPresent(id -> fields.put("image", new Value.Text(id)));
        build.failure().ifPresent(failure -> {
            fields.put("line", Value.Amount.of(failure.line()));
            fields.put("exit", Value.Amount.of(failure.exitCode()));
            fields.put("message", new Value.Text(failure.message()));
        });
        String tag = build.tags().isEmpty() ? build.file() : build.tags().get(0);
        return new Value.Thing(Kind.BUILD, tag, fields);
    }

    private static Value step(BuildStep step) {
        Map<String, Value> fields = new HashMap<>();
        fields.put("name", new Value.Text(step.instruction()));
        fields.put("text", new Value.Text(step.text()));
        fields.put("line", Value.Amount.of(step.firstLine()));
        fields.put("cached", new Value.Truth(step.cached()));
        fields.put("trigger", new Value.Truth(step.trigger()));
        fields.put("seconds", seconds(step.durationNanos()));
        fields.put("config", new Value.Text(step.config()));
        step.layer().map(BuildLayer::diffId).ifPresent(id -> fields.put("layer", new Value.Text(id)));
        return new Value.Thing(Kind.INSTRUCTION, step.text(), fields);
    }

    private static Value seconds(long nanos) {
        return new Value.Amount(BigDecimal.valueOf(nanos / 1_000_000, 3));
    }
}
