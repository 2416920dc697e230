package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * How a container's health is asked for.
 *
 * @param test as in an image's configuration: {@code CMD-SHELL} and a line, {@code CMD} and words, or {@code NONE};
 *     empty keeps the image's
 * @param interval between two checks; zero keeps the image's or the engine's default, and so below
 * @param timeout after which one check has failed
 * @param startPeriod in which failures do not count
 * @param startInterval between two checks in that period
 * @param retries failures in a row that make it unhealthy
 */
public record HealthSpec(
        List<String> test,
        Duration interval,
        Duration timeout,
        Duration startPeriod,
        Duration startInterval,
        int retries) {
    public HealthSpec {
        test = List.copyOf(test);
        requireNonNull(interval, "interval");
        requireNonNull(timeout, "timeout");
        requireNonNull(startPeriod, "startPeriod");
        requireNonNull(startInterval, "startInterval");
    }
}
