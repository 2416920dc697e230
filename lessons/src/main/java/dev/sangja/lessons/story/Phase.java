package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.Origin;
import java.util.List;
import java.util.Set;

/**
 * A part of a run that is about one thing.
 *
 * @param kind what it is about
 * @param title a verb, such as 떼어 내기
 * @param sentence what happened, with the run's own numbers; plain text, which may hold names that processes chose
 * @param calls its rows
 * @param durationNanos the time spent in its calls, in nanoseconds; waiting for children is not counted
 * @param origins who made them
 */
public record Phase(
        PhaseKind kind, String title, String sentence, List<StoryCall> calls, long durationNanos, Set<Origin> origins) {
    public Phase {
        calls = List.copyOf(calls);
        origins = Set.copyOf(origins);
    }

    /** Whether one of its calls failed. */
    public boolean failed() {
        return calls.stream().anyMatch(call -> call.advice().isPresent());
    }
}
