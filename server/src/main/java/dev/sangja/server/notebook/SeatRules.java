package dev.sangja.server.notebook;

import java.time.Duration;

/**
 * How machines are shared out.
 *
 * @param machines how many learners have one at once, at most
 * @param idle after how long without use a machine is closed
 * @param patience after how long without being asked after a waiting learner is forgotten
 */
public record SeatRules(int machines, Duration idle, Duration patience) {
    public SeatRules {
        if (machines < 1) {
            throw new IllegalArgumentException("fewer than one machine: " + machines);
        }
    }
}
