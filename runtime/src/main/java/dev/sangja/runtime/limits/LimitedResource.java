package dev.sangja.runtime.limits;

import java.util.Locale;

/** What can be limited. */
public enum LimitedResource {
    MEMORY,
    PROCESSES,
    /** How much processor time. */
    CPU,
    /** Which processors. */
    CPUSET,
    /** Standing still. */
    FREEZE;

    /** Its name in receipts and message keys, such as {@code memory}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
