package dev.sangja.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a learner did on one day.
 *
 * @param from when the day's first run was asked for
 * @param to when its last one ended
 * @param runs how many runs of cells ended
 * @param calls system calls on their receipts
 * @param failedCalls of these, how many failed
 * @param namespaces namespaces that these calls made
 * @param added paths added to writable layers
 * @param modified paths changed in them
 * @param deleted paths deleted or hidden in them
 * @param bytesWritten bytes that writable layers grew by
 * @param limits how often which limit acted, by its kernel file
 * @param hints rungs of hint ladders taken
 * @param passed steps whose check passed for the first time
 * @param foretold predictions whose outcome was seen on that day
 */
public record WorkDay(
        Instant from,
        Instant to,
        int runs,
        long calls,
        long failedCalls,
        long namespaces,
        long added,
        long modified,
        long deleted,
        long bytesWritten,
        Map<String, Integer> limits,
        int hints,
        int passed,
        List<Foretold> foretold) {
    public WorkDay {
        limits = Map.copyOf(limits);
        foretold = List.copyOf(foretold);
    }

    /** A prediction and its outcome, both as the JSON that was entered. */
    public record Foretold(String prediction, String outcome) {}
}
