package dev.sangja.server.notebook;

import java.time.Instant;
import java.util.Optional;

/**
 * What a learner predicted.
 *
 * @param option the id of the option chosen
 * @param why what the learner wrote about it; may be empty
 * @param outcome what happened; empty until there was a run
 */
public record Prediction(String option, Instant at, String why, Optional<SeenOutcome> outcome) {}
