package dev.sangja.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ContainerEventTest {
    private static final Instant LATER = Samples.NOON.plusSeconds(5);
    private static final ContainerRecord NEW = Samples.record("a", "box");
    private static final ContainerRecord RUNNING = NEW.apply(new ContainerEvent.Started(Samples.NOON, 42, 1000));

    @Test
    void runsOnceStarted() {
        assertThat(RUNNING.state().status()).isEqualTo(ContainerStatus.RUNNING);
        assertThat(RUNNING.state().isRunning()).isTrue();
        assertThat(RUNNING.state().pid()).isEqualTo(42);
        assertThat(RUNNING.state().startTicks()).isEqualTo(1000);
        assertThat(RUNNING.state().startedAt()).contains(Samples.NOON);
        assertThat(NEW.state().status()).isEqualTo(ContainerStatus.CREATED);
    }

    @Test
    void keepsTheExitCodeAndForgetsThePidOnceEnded() {
        ContainerState state =
                RUNNING.apply(new ContainerEvent.Exited(LATER, 137, true)).state();

        assertThat(state.status()).isEqualTo(ContainerStatus.EXITED);
        assertThat(state.pid()).isZero();
        assertThat(state.exitCode()).isEqualTo(137);
        assertThat(state.outOfMemory()).isTrue();
        assertThat(state.startedAt()).contains(Samples.NOON);
        assertThat(state.finishedAt()).contains(LATER);
    }

    @Test
    void forgetsTheOldExitCodeAndKeepsItsTimeWhenStartedAgain() {
        ContainerState state = RUNNING.apply(new ContainerEvent.Exited(LATER, 137, true))
                .apply(new ContainerEvent.Started(LATER.plusSeconds(1), 43, 2000))
                .state();

        assertThat(state.exitCode()).isZero();
        assertThat(state.outOfMemory()).isFalse();
        assertThat(state.finishedAt()).contains(LATER);
        assertThat(state.restartCount()).isZero();
    }

    @Test
    void countsTheTimesTheEngineStartedItAgain() {
        ContainerRecord restarted = RUNNING.apply(new ContainerEvent.Exited(LATER, 1, false))
                .apply(new ContainerEvent.Restarting())
                .apply(new ContainerEvent.Started(LATER, 43, 2000));

        assertThat(restarted.state().restartCount()).isEqualTo(1);
    }

    @Test
    void staysCreatedWithTheReasonWhenItCouldNotBeStarted() {
        ContainerState state =
                NEW.apply(new ContainerEvent.StartFailed(127, "no such file")).state();

        assertThat(state.status()).isEqualTo(ContainerStatus.CREATED);
        assertThat(state.exitCode()).isEqualTo(127);
        assertThat(state.error()).isEqualTo("no such file");
    }

    @Test
    void goesFromPausedBackToRunning() {
        ContainerRecord paused = RUNNING.apply(new ContainerEvent.Paused());

        assertThat(paused.state().status()).isEqualTo(ContainerStatus.PAUSED);
        assertThat(paused.state().isRunning()).isTrue();
        assertThat(paused.apply(new ContainerEvent.Unpaused())).isEqualTo(RUNNING);
    }

    @Test
    void isFoundEndedWith255WhenItsMachineIsGone() {
        ContainerState state = RUNNING.apply(new ContainerEvent.Lost(LATER)).state();

        assertThat(state.status()).isEqualTo(ContainerStatus.EXITED);
        assertThat(state.exitCode()).isEqualTo(255);
        assertThat(NEW.apply(new ContainerEvent.Lost(LATER))).isSameAs(NEW);
    }

    @Test
    void remembersThatALearnerAskedForItsEndUntilItIsStartedAgain() {
        ContainerRecord asked = RUNNING.apply(new ContainerEvent.StopRequested());

        assertThat(asked.state().stopRequested()).isTrue();
        assertThat(asked.apply(new ContainerEvent.Exited(LATER, 0, false))
                        .apply(new ContainerEvent.Started(LATER, 1, 1))
                        .state()
                        .stopRequested())
                .isFalse();
    }

    @Test
    void takesNewLimitsOverOldOnesAndKeepsTheRest() {
        LimitSpec memory = new LimitSpec(
                OptionalLong.of(1 << 30),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.of(7));
        LimitSpec pids = new LimitSpec(
                OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), OptionalLong.of(9));

        ContainerRecord updated = NEW.apply(new ContainerEvent.Updated(memory, Optional.empty()))
                .apply(new ContainerEvent.Updated(pids, Optional.of(new RestartPolicy("always", 0))));

        assertThat(updated.spec().limits().memoryBytes()).hasValue(1 << 30);
        assertThat(updated.spec().limits().pids()).hasValue(9);
        assertThat(updated.spec().life().restart().name()).isEqualTo("always");
    }

    @Test
    void refusesWhatCannotHaveHappened() {
        assertThatIllegalStateException()
                .isThrownBy(() -> NEW.apply(new ContainerEvent.Exited(LATER, 0, false)))
                .withMessageContaining("box is created");
        assertThatIllegalStateException().isThrownBy(() -> RUNNING.apply(new ContainerEvent.Started(LATER, 1, 1)));
        assertThatIllegalStateException().isThrownBy(() -> RUNNING.apply(new ContainerEvent.RemovalStarted()));
        assertThatIllegalStateException().isThrownBy(() -> NEW.apply(new ContainerEvent.Unpaused()));
    }
}
