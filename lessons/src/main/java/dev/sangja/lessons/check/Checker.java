package dev.sangja.lessons.check;

import dev.sangja.lessons.check.CheckResult.OfCondition;
import dev.sangja.lessons.check.CheckResult.Status;
import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Message;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Evaluates checks. It only reads, and it stops looking after {@link #LIMIT}.
 *
 * <p>{@link dev.sangja.runtime.machine.MachineGoneException} passes through: without a machine there is no answer.
 */
public final class Checker {
    /** What a learner's machine says may be long; a message shows so much of it. */
    private static final int LONGEST_FACT = 200;

    /** How long one check may look at the machine. */
    public static final Duration LIMIT = Duration.ofSeconds(3);

    private Checker() {}

    /** What that check finds in that evidence. */
    public static CheckResult check(Check check, Evidence evidence) {
        Scope scope = new Scope(evidence, check.definitions(), LIMIT);
        Set<String> passed = new HashSet<>();
        List<OfCondition> results = new ArrayList<>();
        for (Condition condition : check.conditions()) {
            OfCondition result = passed.containsAll(condition.needs())
                    ? evaluate(condition, scope)
                    : new OfCondition(condition, Status.NOT_EVALUATED, Optional.empty(), Map.of(), "");
            if (result.status() == Status.PASSED) {
                passed.add(condition.id());
            }
            results.add(result);
        }
        return new CheckResult(results);
    }

    /** The first rule that holds, by its option, with the facts that its message shows; empty if none does. */
    public static Optional<Outcome.Seen> outcome(Outcome outcome, Evidence evidence) {
        Scope scope = new Scope(evidence, outcome.definitions(), LIMIT);
        try {
            for (Outcome.Rule rule : outcome.rules()) {
                if (rule.when().isTrue(scope)) {
                    Map<String, String> facts = new HashMap<>();
                    measure(rule.seen(), scope, facts);
                    return Optional.of(new Outcome.Seen(rule.option(), rule.seen(), facts));
                }
            }
        } catch (NotMeasuredException | UncheckedIOException unknown) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static OfCondition evaluate(Condition condition, Scope scope) {
        try {
            for (Failure failure : condition.failures()) {
                if (failure.when().isTrue(scope)) {
                    return new OfCondition(
                            condition, Status.FAILED, Optional.of(failure), facts(condition, failure, scope), "");
                }
            }
        } catch (NotMeasuredException | UncheckedIOException unknown) {
            String obstacle = unknown.getMessage() == null ? "unknown" : unknown.getMessage();
            return new OfCondition(condition, Status.NOT_EVALUATED, Optional.empty(), Map.of(), obstacle);
        }
        Map<String, String> facts = new HashMap<>();
        measure(condition.what(), scope, facts);
        measure(condition.measured(), scope, facts);
        return new OfCondition(condition, Status.PASSED, Optional.empty(), facts, "");
    }

    private static Map<String, String> facts(Condition condition, Failure failure, Scope scope) {
        Map<String, String> facts = new HashMap<>();
        measure(condition.what(), scope, facts);
        measure(failure.feedback().expected(), scope, facts);
        measure(failure.feedback().found(), scope, facts);
        measure(failure.feedback().say(), scope, facts);
        return facts;
    }

    private static void measure(Message message, Scope scope, Map<String, String> facts) {
        Set<String> places = new LinkedHashSet<>();
        for (Language language : Language.values()) {
            places.addAll(message.places(language));
        }
        for (String place : places) {
            try {
                facts.put(place, oneLine(fact(scope, place)));
            } catch (NotMeasuredException | UncheckedIOException unknown) {
                // A fact that cannot be read stays out, and the message shows a dash in its place.
                facts.remove(place);
            }
        }
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST_FACT ? line.substring(0, LONGEST_FACT) + "…" : line;
    }

    private static String fact(Scope scope, String place) {
        int dot = place.indexOf('.');
        if (dot < 0) {
            return scope.value(place).shown();
        }
        String field = place.substring(dot + 1);
        Value value = scope.value(place.substring(0, dot));
        if (value instanceof Value.Items items && field.equals("size")) {
            return Integer.toString(items.values().size());
        }
        return value instanceof Value.Thing thing ? thing.field(field).shown() : new Value.Absent().shown();
    }
}
