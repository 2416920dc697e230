package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    private static final List<String> NONE = List.of("NONE");

    /** What was asked for, over what the image says; empty if there is nothing to ask with. */
    static Optional<HealthSpec> resolve(Optional<HealthSpec> asked, Optional<HealthSpec> image) {
        Optional<HealthSpec> both = asked.isPresent() ? asked.map(own -> own.over(image)) : image;
        return both.filter(spec -> !spec.test().isEmpty() && !spec.test().equals(NONE));
    }

    private HealthSpec over(Optional<HealthSpec> image) {
        return image.map(below -> new HealthSpec(
                        test.isEmpty() ? below.test : test,
                        interval.isZero() ? below.interval : interval,
                        timeout.isZero() ? below.timeout : timeout,
                        startPeriod.isZero() ? below.startPeriod : startPeriod,
                        startInterval.isZero() ? below.startInterval : startInterval,
                        retries == 0 ? below.retries : retries))
                .orElse(this);
    }

    /** The same with Docker's defaults where nobody says anything. */
    public HealthSpec effective() {
        return new HealthSpec(
                test,
                interval.isZero() ? Duration.ofSeconds(30) : interval,
                timeout.isZero() ? Duration.ofSeconds(30) : timeout,
                startPeriod,
                startInterval.isZero() ? Duration.ofSeconds(5) : startInterval,
                retries == 0 ? 3 : retries);
    }
}
