package dev.sangja.server.store;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * One learner's one step.
 *
 * @param lesson the lesson's slug
 * @param step the step's id inside its lesson
 */
public record StepKey(UUID learner, String lesson, String step) {
    public StepKey {
        requireNonNull(learner, "learner");
        requireNonNull(lesson, "lesson");
        requireNonNull(step, "step");
    }
}
