package dev.sangja.server.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a learner is in one step.
 *
 * @param lesson the lesson's slug
 * @param step the step's id
 * @param openedAt when it was last begun: its first visit or its last reset
 * @param passedAt when its check first passed
 * @param attempts how often its check was asked
 * @param hints how many hints were taken, 0 to 2
 * @param solutionShown whether the solution was taken
 */
public record StepProgress(
        String lesson,
        String step,
        Instant openedAt,
        Optional<Instant> passedAt,
        int attempts,
        int hints,
        boolean solutionShown) {}
