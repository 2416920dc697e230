package dev.sangja.lessons.story;

/** Tells the phases of some kinds. */
interface Teller {
    /** Tells one deed that succeeded. */
    void tell(Deed deed, Telling telling);

    /** Adds what only the whole phase says. */
    default void close(Draft draft, Telling telling) {}
}
