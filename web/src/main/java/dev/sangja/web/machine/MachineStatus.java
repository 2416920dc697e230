package dev.sangja.web.machine;

import dev.sangja.runtime.receipt.Gauge;
import dev.sangja.web.markup.State;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What has become of the learner's machine.
 *
 * @param kind which state it is in
 * @param since when it came into it
 * @param ahead how many learners wait before this one
 * @param cause why it is gone or could not start, a fact in English; empty otherwise
 * @param memory its memory gauge, if it is ready
 */
public record MachineStatus(Kind kind, Instant since, int ahead, String cause, Optional<Gauge> memory) {
    /** The states of a machine. */
    public enum Kind {
        /** There is none, and nobody asked for one. The files are kept. */
        NONE(State.IDLE),
        /** All are taken; this learner waits. */
        QUEUED(State.STALE),
        /** It is being started. */
        STARTING(State.RUNNING),
        /** It takes cells. */
        READY(State.PASSED),
        /** It ended by itself. The files are kept. */
        GONE(State.GONE),
        /** It could not be started. */
        FAILED(State.FAILED);

        private final State state;

        Kind(State state) {
            this.state = state;
        }

        public State state() {
            return state;
        }

        /** As in {@code data-machine-state} and in {@code GET /api/machine}. */
        public String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** No machine, since that moment. */
    public static MachineStatus none(Instant since) {
        return new MachineStatus(Kind.NONE, since, 0, "", Optional.empty());
    }
}
