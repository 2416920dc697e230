package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a container's health checks have found. Immutable.
 *
 * @param failingStreak failures since the last success
 * @param log the last checks, oldest first
 */
public record Health(Status status, int failingStreak, List<Check> log) {
    /** Of a container that has just started. */
    public static final Health STARTING = new Health(Status.STARTING, 0, List.of());

    private static final int KEPT = 5; // as Docker

    /** Whether it does its work. */
    public enum Status {
        STARTING,
        HEALTHY,
        UNHEALTHY;

        /** As it is shown and filtered by. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One check.
     *
     * @param exitCode 0 for healthy, -1 if it took too long or could not be run
     * @param output the beginning of what it said
     */
    public record Check(Instant start, Instant end, int exitCode, String output) {
        public Check {
            requireNonNull(start, "start");
            requireNonNull(end, "end");
            requireNonNull(output, "output");
        }
    }

    public Health {
        requireNonNull(status, "status");
        log = List.copyOf(log);
    }

    /**
     * The health after a further check.
     *
     * @param counts whether a failure counts, which it does not while the container may still be starting
     * @param retries failures in a row that make it unhealthy
     */
    public Health after(Check check, boolean counts, int retries) {
        List<Check> kept = new ArrayList<>(log);
        kept.add(check);
        List<Check> last = kept.subList(Math.max(0, kept.size() - KEPT), kept.size());
        if (check.exitCode() == 0) {
            return new Health(Status.HEALTHY, 0, last);
        }
        if (status == Status.STARTING && !counts) {
            return new Health(status, failingStreak, last);
        }
        int streak = failingStreak + 1;
        return new Health(streak >= retries ? Status.UNHEALTHY : status, streak, last);
    }
}
