package dev.sangja.lessons.story;

/** What part a deed has in the story. */
sealed interface Share {
    /** It is told in a phase of that kind. */
    record Told(PhaseKind kind) implements Share {}

    /** It is counted only. */
    record Counted(FoldReason reason) implements Share {}

    /** A birth, a change of program or an end: told with whatever its process does. */
    record Life() implements Share {}

    static Share told(PhaseKind kind) {
        return new Told(kind);
    }

    static Share counted(FoldReason reason) {
        return new Counted(reason);
    }
}
