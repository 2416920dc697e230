package dev.sangja.runtime.dockerfile;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A command that says whether a container is well, and when it is asked. What is empty is left to the engine. */
public record HealthProbe(
        CommandLine command,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        Optional<Duration> startInterval,
        OptionalInt retries) {}
