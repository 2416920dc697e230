package dev.sangja.runtime.journal;

/** Who made a system call, and so how it was learnt of. The two ways of knowing are never mixed up. */
public enum Origin {
    /** The engine made it; the entry was built from the very request that made the call. */
    ENGINE,
    /** A process of the learner's workbench made it; the tracer observed it. */
    LEARNER,
    /** A process inside a container made it; the tracer observed it. */
    CONTAINER
}
