package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which part of a log is wanted.
 *
 * @param follow whether to wait for more until the container ends
 * @param tail how many lines from the end, all if empty
 * @param since only lines from then on
 * @param until only lines before then
 */
public record LogRequest(boolean follow, OptionalInt tail, Optional<Instant> since, Optional<Instant> until) {
    public LogRequest {
        requireNonNull(tail, "tail");
        requireNonNull(since, "since");
        requireNonNull(until, "until");
    }

    /** Everything there is. */
    public static LogRequest everything() {
        return new LogRequest(false, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }
}
