package dev.sangja.web.lesson;

import dev.sangja.lessons.check.CheckResult;
import java.time.Instant;
import java.util.Optional;

/**
 * A learner at a step's check.
 *
 * @param attempts how often it was asked
 * @param passedAt when it first passed
 * @param result what it last found; empty if it was not asked since the page's data was kept
 * @param hints how many hints were taken
 * @param solutionShown whether the solution was taken
 */
public record CheckWork(
        int attempts, Optional<Instant> passedAt, Optional<CheckResult> result, int hints, boolean solutionShown) {
    /** Not asked yet. */
    public static final CheckWork NONE = new CheckWork(0, Optional.empty(), Optional.empty(), 0, false);

    /** So many tries open the solution, once both hints were taken. */
    static final int TRIES_BEFORE_SOLUTION = 3;

    boolean passed() {
        return result.map(CheckResult::passed).orElse(passedAt.isPresent());
    }
}
