package dev.sangja.runtime.limits;

/** The two designs of control groups; cgroups(7). */
public enum CgroupVersion {
    /** A hierarchy of directories for each controller. */
    V1,
    /** One hierarchy for all of them. */
    V2
}
