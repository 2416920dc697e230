package dev.sangja.runtime.layer;

/**
 * How much of a writable layer is looked at and told.
 *
 * @param entries most entries that a snapshot holds
 * @param depth deepest directory that is entered
 * @param changes most changes that a difference tells
 * @param keptText bytes of short text files that a snapshot keeps, to show later what they said
 */
public record ScanLimits(int entries, int depth, int changes, int keptText) {
    /** 50,000 entries, 64 directories deep, 1,000 changes, 2 MiB of text. */
    public static final ScanLimits DEFAULT = new ScanLimits(50_000, 64, 1_000, 2 << 20);
}
