package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How a container lives and ends.
 *
 * @param init whether process 1 is a small init that starts the command, passes signals on and reaps orphans
 * @param autoRemove whether the engine removes it once it has ended
 * @param stopSignal what asks it to end; the image's or SIGTERM if empty
 * @param stopTimeout how long it may take before SIGKILL; ten seconds if empty, for ever if negative
 */
public record LifeSpec(
        boolean init,
        boolean autoRemove,
        RestartPolicy restart,
        Optional<Signal> stopSignal,
        Optional<Duration> stopTimeout,
        Optional<HealthSpec> health) {
    public static final LifeSpec DEFAULT =
            new LifeSpec(false, false, RestartPolicy.NO, Optional.empty(), Optional.empty(), Optional.empty());

    public LifeSpec {
        requireNonNull(restart, "restart");
        requireNonNull(stopSignal, "stopSignal");
        requireNonNull(stopTimeout, "stopTimeout");
        requireNonNull(health, "health");
    }
}
