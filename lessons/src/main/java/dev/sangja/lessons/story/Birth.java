package dev.sangja.lessons.story;

import java.util.OptionalInt;

/**
 * What a call of the fork(2) family brought into the world.
 *
 * @param pid the new process, as the machine counts it, where that is known
 * @param first whether it is number 1 of a new PID namespace
 * @param newClock whether it lives in a new time namespace
 * @param deadFirst the number 1 that had ended, so that the call failed; as the machine counts it
 */
record Birth(OptionalInt pid, boolean first, boolean newClock, OptionalInt deadFirst) {
    static final Birth NONE = new Birth(OptionalInt.empty(), false, false, OptionalInt.empty());

    static Birth refusedFor(OptionalInt deadFirst) {
        return new Birth(OptionalInt.empty(), false, false, deadFirst);
    }
}
