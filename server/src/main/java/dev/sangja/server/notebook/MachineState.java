package dev.sangja.server.notebook;

import java.time.Instant;

/**
 * What has become of a learner's machine.
 *
 * @param kind which state it is in
 * @param since when it came into it
 * @param ahead how many learners wait before this one; 0 unless it is queued
 * @param cause why it is gone or could not start, a fact in English; empty otherwise
 */
public record MachineState(Kind kind, Instant since, int ahead, String cause) {
    /** The states of a machine. */
    public enum Kind {
        /** There is none, and nobody asked for one. The files are kept. */
        NONE,
        /** All are taken; it is given to the learner in turn. */
        QUEUED,
        /** It is being started. */
        STARTING,
        /** It takes cells. */
        READY,
        /** It ended by itself. The files are kept. */
        GONE,
        /** It could not be started. */
        FAILED
    }

    static MachineState of(Kind kind, Instant since) {
        return new MachineState(kind, since, 0, "");
    }
}
