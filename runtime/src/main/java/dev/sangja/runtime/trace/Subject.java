package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.TraceLevel;
import java.util.Optional;

/** What all processes of one attribution have in common: how much of them is recorded. Safe for several threads. */
final class Subject {
    private final Attribution attribution;
    private volatile TraceLevel level = TraceLevel.OFF;
    private volatile Optional<byte[]> filterWithoutTracer = Optional.empty();

    Subject(Attribution attribution) {
        this.attribution = attribution;
    }

    Attribution attribution() {
        return attribution;
    }

    /** What its processes must wear without a tracer; nothing if they cannot be let go. */
    Optional<byte[]> filterWithoutTracer() {
        return filterWithoutTracer;
    }

    void canDoWithoutTracer(byte[] filter) {
        filterWithoutTracer = Optional.of(filter);
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
