package dev.sangja.lessons.check;

import dev.sangja.lessons.text.Message;
import java.util.List;

/**
 * One visible condition of a check. It holds if none of its failures is true.
 *
 * @param id its name within the check
 * @param what what must be so, for the learner
 * @param measured what was measured, shown once it holds
 * @param needs ids of earlier conditions without which this one is not evaluated
 * @param failures in the order in which they are tried
 */
public record Condition(String id, Message what, Message measured, List<String> needs, List<Failure> failures) {
    public Condition {
        needs = List.copyOf(needs);
        failures = List.copyOf(failures);
    }
}
