package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The conditions of a list's {@code --filter}: those of one name are alternatives, except labels, which add up as those
 * of different names do.
 *
 * @param <T> what is listed
 */
final class NameConditions<T> {
    private final Map<String, List<PsFilter.Condition>> conditions;
    private final Map<String, BiPredicate<T, String>> tests;

    /** {@code tests} has a test for each name that there is. */
    NameConditions(List<PsFilter.Condition> conditions, Map<String, BiPredicate<T, String>> tests) {
        this.conditions = conditions.stream().collect(Collectors.groupingBy(PsFilter.Condition::name));
        this.tests = Map.copyOf(tests);
        Set<String> unknown = new java.util.TreeSet<>(this.conditions.keySet());
        unknown.removeAll(tests.keySet());
        if (!unknown.isEmpty()) {
            throw new ContainerProblem.InvalidParameter(
                    "invalid filter '" + unknown.iterator().next() + "'");
        }
    }

    boolean accepts(T listed) {
        return conditions.entrySet().stream().allMatch(named -> {
            BiPredicate<T, String> test = java.util.Objects.requireNonNull(tests.get(named.getKey()));
            return named.getKey().equals("label")
                    ? named.getValue().stream().allMatch(condition -> test.test(listed, condition.value()))
                    : named.getValue().stream().anyMatch(condition -> test.test(listed, condition.value()));
        });
    }

    /** Whether labels have {@code name} or {@code name=value}. */
    static boolean hasLabel(Map<String, String> labels, String wanted) {
        int equals = wanted.indexOf('=');
        return equals < 0
                ? labels.containsKey(wanted)
                : wanted.substring(equals + 1).equals(labels.get(wanted.substring(0, equals)));
    }

    /** Reads {@code 1}, {@code true}, {@code 0} or {@code false}. */
    static boolean truth(String name, String value) {
        return switch (value) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw new ContainerProblem.InvalidParameter("invalid filter '" + name + "=" + value + "'");
        };
    }
}
