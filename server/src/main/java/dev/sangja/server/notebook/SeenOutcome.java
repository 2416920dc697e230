package dev.sangja.server.notebook;

import dev.sangja.lessons.check.Outcome;

/**
 * What happened in the run that a prediction was about.
 *
 * @param receipt the number of that run's receipt
 */
public record SeenOutcome(Outcome.Seen seen, int receipt) {}
