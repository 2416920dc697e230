package dev.sangja.runtime.history;

/**
 * How much of the past is kept.
 *
 * @param states most states; the oldest go first
 * @param bytes most bytes of all of them
 * @param stateBytes most bytes that one state may add
 * @param files most files in one place
 */
public record HistoryLimits(int states, long bytes, long stateBytes, int files) {
    /** 200 states, 256 MiB, 64 MiB each, 20,000 files. */
    public static final HistoryLimits DEFAULT = new HistoryLimits(200, 256L << 20, 64L << 20, 20_000);
}
