package dev.sangja.runtime.limits;

import java.util.OptionalLong;

/** Arithmetic of processor time: quota and period of cpu.max and cpu.cfs_quota_us, and weights of both versions. */
final class CpuQuota {
    static final long PERIOD_MICROS = 100_000;

    // The kernel refuses less; kernel/sched/core.c, min_cfs_quota_period.
    private static final long LEAST_QUOTA_MICROS = 1_000;
    private static final long NANO_CPUS_PER_QUOTA_MICRO = 1_000_000_000 / PERIOD_MICROS;

    private CpuQuota() {}

    /** How long processes may run in each period, for so many billionths of a processor. */
    static long quotaMicros(long nanoCpus) {
        return Math.max(LEAST_QUOTA_MICROS, nanoCpus / NANO_CPUS_PER_QUOTA_MICRO);
    }

    /** How many processors a quota is; 0 if there is none. */
    static double cores(OptionalLong quotaMicros, OptionalLong periodMicros) {
        return quotaMicros.isPresent() && periodMicros.orElse(0) > 0
                ? (double) quotaMicros.getAsLong() / periodMicros.getAsLong()
                : 0;
    }

    /** The weight of version 2, 1 to 10,000, for the shares of version 1, 2 to 262,144; as runc converts them. */
    static long weight(long shares) {
        long bounded = Math.max(2, Math.min(262_144, shares));
        return 1 + (bounded - 2) * 9_999 / 262_142;
    }
}
