package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.TraceLevel;

/** What all processes of one attribution have in common: how much of them is recorded. Safe for several threads. */
final class Subject {
    private final Attribution attribution;
    private volatile TraceLevel level = TraceLevel.OFF;

    Subject(Attribution attribution) {
        this.attribution = attribution;
    }

    Attribution attribution() {
        return attribution;
    }

    TraceLevel level() {
        return level;
    }

    /** Sets the level and returns the one before. */
    TraceLevel exchange(TraceLevel next) {
        TraceLevel before = level;
        level = next;
        return before;
    }
}
