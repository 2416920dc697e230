package dev.sangja.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sangja.server.notebook.MachineState.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeatsTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ScriptedMachines machines = new ScriptedMachines();
    private final SettableClock clock = new SettableClock();
    private final Seats seats =
            new Seats(machines, new SeatRules(2, Duration.ofMinutes(30), Duration.ofMinutes(1)), clock);
    private final UUID learner = UUID.randomUUID();

    @AfterEach
    void close() {
        seats.close();
    }

    private ScriptedMachine seated(UUID who) throws InterruptedException {
        seats.request(who);
        assertThat(seats.await(who, LONG).kind()).isEqualTo(Kind.READY);
        return machines.next();
    }

    @Test
    void givesALearnerOneMachineHoweverOftenItIsAskedFor() throws InterruptedException {
        ScriptedMachine machine = seated(learner);
        seats.request(learner);

        assertThat(seats.machine(learner)).isSameAs(machine);
    }

    @Test
    void saysThatThereIsNoMachineBeforeOneWasAskedFor() {
        assertThatThrownBy(() -> seats.machine(learner))
                .isInstanceOfSatisfying(
                        NoMachineException.class,
                        missing -> assertThat(missing.state().kind()).isEqualTo(Kind.NONE));
    }

    @Test
    void queuesWhoComesWhenAllAreTakenAndSeatsThemInTurn() throws InterruptedException {
        UUID third = UUID.randomUUID();
        UUID fourth = UUID.randomUUID();
        seated(learner);
        seated(UUID.randomUUID());

        assertThat(seats.request(third))
                .extracting(MachineState::kind, MachineState::ahead)
                .containsExactly(Kind.QUEUED, 0);
        assertThat(seats.request(fourth))
                .extracting(MachineState::kind, MachineState::ahead)
                .containsExactly(Kind.QUEUED, 1);

        ((ScriptedMachine) seats.machine(learner)).die("killed");
        assertThat(seats.await(third, LONG).kind()).isEqualTo(Kind.READY);
        assertThat(seats.state(fourth).ahead()).isZero();
    }

    @Test
    void tellsWhyAMachineIsGoneAndKeepsItsFiles() throws InterruptedException {
        seated(learner).die("its process 1 ended: SIGSEGV");

        assertThat(seats.state(learner))
                .extracting(MachineState::kind, MachineState::cause)
                .containsExactly(Kind.GONE, "its process 1 ended: SIGSEGV");
        assertThat(machines.erased()).isEmpty();
    }

    @Test
    void renewsAMachineWithItsFilesOrWithoutThem() throws InterruptedException {
        ScriptedMachine first = seated(learner);
        seats.renew(learner, true);
        assertThat(first.ended()).isTrue();
        assertThat(machines.erased()).isEmpty();

        assertThat(seats.await(learner, LONG).kind()).isEqualTo(Kind.READY);
        seats.renew(learner, false);
        assertThat(machines.erased()).containsExactly(learner);
        assertThat(seats.await(learner, LONG).kind()).isEqualTo(Kind.READY);
    }

    @Test
    void renewingDoesNotTakeASecondSeat() throws InterruptedException {
        seated(learner);
        for (int times = 0; times < 3; times++) {
            seats.renew(learner, true);
            assertThat(seats.await(learner, LONG).kind()).isEqualTo(Kind.READY);
        }

        seats.request(UUID.randomUUID());
        UUID third = UUID.randomUUID();
        assertThat(seats.request(third).kind()).isEqualTo(Kind.QUEUED);
    }

    @Test
    void closesAMachineThatNobodyUsed() throws InterruptedException {
        ScriptedMachine machine = seated(learner);
        clock.forward(Duration.ofMinutes(29));
        seats.sweep();
        assertThat(machine.ended()).isFalse();

        clock.forward(Duration.ofMinutes(2));
        seats.sweep();
        assertThat(machine.ended()).isTrue();
        assertThat(seats.state(learner).kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void forgetsAQueuedLearnerWhoWentAway() throws InterruptedException {
        UUID absent = UUID.randomUUID();
        seated(learner);
        seated(UUID.randomUUID());
        seats.request(absent);

        clock.forward(Duration.ofSeconds(61));
        seats.sweep();

        assertThat(seats.state(absent).kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void saysWhyNoMachineCouldBeStartedAndTriesAgainWhenAsked() throws InterruptedException {
        machines.fail("unshare: EPERM");
        seats.request(learner);

        assertThat(seats.await(learner, LONG))
                .extracting(MachineState::kind, MachineState::cause)
                .containsExactly(Kind.FAILED, "unshare: EPERM");
        assertThat(seats.request(learner).kind()).isEqualTo(Kind.STARTING);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-11-20T05:00:00Z");

        synchronized void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
