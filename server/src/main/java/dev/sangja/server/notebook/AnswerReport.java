package dev.sangja.server.notebook;

import dev.sangja.lessons.check.Check;
import dev.sangja.lessons.check.CheckResult;
import dev.sangja.lessons.check.CheckResult.OfCondition;
import dev.sangja.lessons.check.Condition;
import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.check.Failure;
import dev.sangja.lessons.text.Language;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the conditions of a step's check that look at certain answers have to say about them.
 *
 * @param passed whether all of them hold
 * @param first the first of them that does not hold; empty if all hold, or if none could be evaluated yet
 */
public record AnswerReport(boolean passed, Optional<OfCondition> first) {
    /** Picks out of a result what concerns these answers. */
    static AnswerReport of(Check check, List<String> answers, CheckResult result) {
        Set<String> names = new HashSet<>();
        check.definitions().forEach((name, expression) -> {
            if (mentions(expression, answers, names)) {
                names.add(name);
            }
        });
        List<OfCondition> concerned = result.conditions().stream()
                .filter(found -> concerns(found.condition(), answers, names))
                .toList();
        boolean passed = concerned.stream().allMatch(found -> found.status() == CheckResult.Status.PASSED);
        return new AnswerReport(
                passed,
                concerned.stream()
                        .filter(found -> found.status() == CheckResult.Status.FAILED)
                        .findFirst());
    }

    /** Where to look, in that language; empty if there is nothing to say. */
    public String say(Language language) {
        return first.flatMap(found ->
                        found.failure().map(failure -> failure.feedback().say().plain(language, found.facts())))
                .orElse("");
    }

    private static boolean concerns(Condition condition, List<String> answers, Set<String> names) {
        return condition.failures().stream()
                .map(Failure::when)
                .anyMatch(expression -> mentions(expression, answers, names));
    }

    private static boolean mentions(Expression expression, List<String> answers, Set<String> names) {
        String source = expression.source();
        return answers.stream().anyMatch(id -> source.contains("answer(\"" + id + "\")"))
                || names.stream()
                        .anyMatch(name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                                .matcher(source)
                                .find());
    }
}
