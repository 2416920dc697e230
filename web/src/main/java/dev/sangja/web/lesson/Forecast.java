package dev.sangja.web.lesson;

import dev.sangja.lessons.check.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What a learner predicted, and what happened.
 *
 * @param option the id of the option chosen
 * @param at when it was chosen
 * @param why what the learner wrote about it; may be empty
 * @param seen what happened in the run; empty until there was one
 * @param receipt the number of that run's receipt
 */
public record Forecast(String option, Instant at, String why, Optional<Outcome.Seen> seen, Optional<Integer> receipt) {}
