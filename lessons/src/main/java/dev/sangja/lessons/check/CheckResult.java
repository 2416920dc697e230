package dev.sangja.lessons.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param conditions one for each condition of the check, in its order
 */
public record CheckResult(List<OfCondition> conditions) {
    public CheckResult {
        conditions = List.copyOf(conditions);
    }

    /** Whether a condition holds. */
    public enum Status {
        PASSED,
        FAILED,
        /** An earlier condition must hold first, or something could not be read. */
        NOT_EVALUATED
    }

    /**
     * What was found about one condition.
     *
     * @param condition the condition
     * @param status whether it holds
     * @param failure which failure applied; present if it failed
     * @param facts what was measured, by the names that its messages use; a fact that could not be read is absent
     * @param obstacle why it was not evaluated, a fact in English; empty if an earlier condition is the reason, and if
     *     it was evaluated
     */
    public record OfCondition(
            Condition condition, Status status, Optional<Failure> failure, Map<String, String> facts, String obstacle) {
        public OfCondition {
            facts = Map.copyOf(facts);
        }
    }

    /** Whether the step is done. */
    public boolean passed() {
        return conditions.stream().allMatch(condition -> condition.status() == Status.PASSED);
    }

    /** How many conditions hold. */
    public int passedCount() {
        return (int) conditions.stream()
                .filter(condition -> condition.status() == Status.PASSED)
                .count();
    }

    /** The code of the first failed condition, by which a class board groups learners; empty if none failed. */
    public Optional<String> code() {
        return conditions.stream()
                .flatMap(condition -> condition.failure().stream())
                .map(Failure::code)
                .findFirst();
    }

    /** The scripts that put right what the learner should not have to, in order. */
    public List<String> repairs() {
        return conditions.stream()
                .flatMap(condition -> condition.failure().stream())
                .flatMap(failure -> failure.repair().stream())
                .distinct()
                .toList();
    }
}
