package dev.sangja.server.notebook;

import dev.sangja.runtime.machine.Machine;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One learner's place at the machines. Guarded by the lock of {@link Seats}. */
final class Seat {
    private final UUID learner;
    private MachineState state;
    private Optional<Machine> machine = Optional.empty();
    private Instant used;
    private Instant seen;

    Seat(UUID learner, Instant now) {
        this.learner = learner;
        this.state = MachineState.of(MachineState.Kind.NONE, now);
        this.used = now;
        this.seen = now;
    }

    UUID learner() {
        return learner;
    }

    MachineState.Kind kind() {
        return state.kind();
    }

    MachineState state(int ahead) {
        return new MachineState(state.kind(), state.since(), ahead, state.cause());
    }

    Optional<Machine> machine() {
        return machine;
    }

    /** When the learner last did something with the machine. */
    Instant used() {
        return used;
    }

    /** When the learner's page or script last asked after it. */
    Instant seen() {
        return seen;
    }

    void use(Instant now) {
        used = now;
        seen = now;
    }

    void see(Instant now) {
        seen = now;
    }

    void become(MachineState.Kind kind, Instant now) {
        state = MachineState.of(kind, now);
        machine = Optional.empty();
    }

    void ready(Machine ready, Instant now) {
        state = MachineState.of(MachineState.Kind.READY, now);
        machine = Optional.of(ready);
        used = now;
    }

    void end(MachineState.Kind kind, Instant now, String cause) {
        state = new MachineState(kind, now, 0, cause);
        machine = Optional.empty();
    }
}
