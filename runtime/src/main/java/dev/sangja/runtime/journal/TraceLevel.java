package dev.sangja.runtime.journal;

/** How much of a workload's system calls a run records. */
public enum TraceLevel {
    /** Nothing is observed. */
    OFF,
    /** Only the calls that teach, and whatever of them failed. */
    HIGHLIGHTS,
    /** Every call. */
    EVERYTHING
}
