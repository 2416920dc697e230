package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Something that happened to a container. Each case says from where it may happen and what it leads to. */
public sealed interface ContainerEvent {
    /** The container after it. Throws {@link IllegalStateException} where it cannot have happened. */
    ContainerRecord applyTo(ContainerRecord before);

    /** Process 1 has been started. */
    record Started(Instant at, int pid, long startTicks) implements ContainerEvent {
        public Started {
            requireNonNull(at, "at");
        }

        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            require(
                    before,
                    this,
                    EnumSet.of(ContainerStatus.CREATED, ContainerStatus.EXITED, ContainerStatus.RESTARTING));
            return before.with(before.state().started(this));
        }
    }

    /** Process 1 could not be started. */
    record StartFailed(int exitCode, String error) implements ContainerEvent {
        public StartFailed {
            requireNonNull(error, "error");
        }

        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            require(
                    before,
                    this,
                    EnumSet.of(ContainerStatus.CREATED, ContainerStatus.EXITED, ContainerStatus.RESTARTING));
            return before.with(before.state().failed(this));
        }
    }

    /** Every process is held. */
    record Paused() implements ContainerEvent {
        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            require(before, this, EnumSet.of(ContainerStatus.RUNNING));
            return before.with(before.state().with(ContainerStatus.PAUSED));
        }
    }

    /** They run again. */
    record Unpaused() implements ContainerEvent {
        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            require(before, this, EnumSet.of(ContainerStatus.PAUSED));
            return before.with(before.state().with(ContainerStatus.RUNNING));
        }
    }

    /** A learner asked for its end. */
    record StopRequested() implements ContainerEvent {
        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            return before.with(before.state().withStopRequested());
        }
    }

    /** Process 1 has ended. */
    record Exited(Instant at, int exitCode, boolean outOfMemory) implements ContainerEvent {
        public Exited {
            requireNonNull(at, "at");
        }

        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            require(before, this, EnumSet.of(ContainerStatus.RUNNING, ContainerStatus.PAUSED));
            return before.with(before.state().ended(at, exitCode, outOfMemory));
        }
    }

    /**
     * The machine that it ran in is gone: its process went with it, and nobody saw how. Docker's code for it is 255.
     */
    record Lost(Instant at) implements ContainerEvent {
        private static final int EXIT_CODE = 255;

        public Lost {
            requireNonNull(at, "at");
        }

        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            ContainerState state = before.state();
            return state.isRunning() || state.status() == ContainerStatus.RESTARTING
                    ? before.with(state.ended(at, EXIT_CODE, false))
                    : before;
        }
    }

    /** The engine is about to start it again by itself. */
    record Restarting() implements ContainerEvent {
        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            require(before, this, EnumSet.of(ContainerStatus.EXITED));
            return before.with(before.state().with(ContainerStatus.RESTARTING));
        }
    }

    /** Its removal has begun. */
    record RemovalStarted() implements ContainerEvent {
        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            require(
                    before,
                    this,
                    EnumSet.of(
                            ContainerStatus.CREATED,
                            ContainerStatus.EXITED,
                            ContainerStatus.DEAD,
                            ContainerStatus.REMOVING));
            return before.with(before.state().with(ContainerStatus.REMOVING));
        }
    }

    /** It has another name. */
    record Renamed(String name) implements ContainerEvent {
        public Renamed {
            requireNonNull(name, "name");
        }

        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            return before.withName(name);
        }
    }

    /** It has other limits. */
    record Updated(LimitSpec limits, Optional<RestartPolicy> restart) implements ContainerEvent {
        public Updated {
            requireNonNull(limits, "limits");
            requireNonNull(restart, "restart");
        }

        @Override
        public ContainerRecord applyTo(ContainerRecord before) {
            ContainerSpec spec = before.spec();
            LifeSpec life = spec.life();
            LifeSpec next = new LifeSpec(
                    life.init(),
                    life.autoRemove(),
                    restart.orElse(life.restart()),
                    life.stopSignal(),
                    life.stopTimeout(),
                    life.health());
            return before.with(spec.with(spec.limits().with(limits)).with(next));
        }
    }

    private static void require(ContainerRecord before, ContainerEvent event, Set<ContainerStatus> from) {
        ContainerStatus status = before.state().status();
        if (!from.contains(status)) {
            throw new IllegalStateException(before.name() + " is " + status.word() + ": " + event);
        }
    }
}
