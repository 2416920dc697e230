package dev.sangja.runtime.history;

/**
 * How much of the past is kept.
 *
 * @param stateBytes largest state, in bytes of file content
 * @param bytes all archives together; the oldest states go first
 * @param states most states that are known of
 */
public record HistoryLimits(long stateBytes, long bytes, int states) {
    /** 64 MiB a state, 192 MiB together, 500 states. */
    public static final HistoryLimits DEFAULT = new HistoryLimits(64L << 20, 192L << 20, 500);
}
