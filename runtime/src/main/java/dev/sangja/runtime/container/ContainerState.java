package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;

/**
 * What has become of a container.
 *
 * @param pid process 1 as the machine counts it, 0 if there is none
 * @param startTicks when that process started, in clock ticks since boot; with the pid it names it for ever
 * @param exitCode what the last one ended with, 128 plus the signal's number if a signal ended it
 * @param outOfMemory whether the kernel's memory limit ended it
 * @param error why it could not be started, or the empty string
 * @param startedAt when it was last started
 * @param finishedAt when it last ended
 * @param restartCount how often the engine has started it again by itself since a learner did
 * @param stopRequested whether a learner asked for its end since it was started, so that no policy restarts it
 */
public record ContainerState(
        ContainerStatus status,
        int pid,
        long startTicks,
        int exitCode,
        boolean outOfMemory,
        String error,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        int restartCount,
        boolean stopRequested) {
    static final ContainerState CREATED = new ContainerState(
            ContainerStatus.CREATED, 0, 0, 0, false, "", Optional.empty(), Optional.empty(), 0, false);

    public ContainerState {
        requireNonNull(status, "status");
        requireNonNull(error, "error");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(finishedAt, "finishedAt");
    }

    /** Whether process 1 is alive. */
    @JsonIgnore
    public boolean isRunning() {
        return status == ContainerStatus.RUNNING || status == ContainerStatus.PAUSED;
    }

    ContainerState with(ContainerStatus next) {
        return new ContainerState(
                next,
                pid,
                startTicks,
                exitCode,
                outOfMemory,
                error,
                startedAt,
                finishedAt,
                restartCount,
                stopRequested);
    }

    ContainerState withStopRequested() {
        return new ContainerState(
                status, pid, startTicks, exitCode, outOfMemory, error, startedAt, finishedAt, restartCount, true);
    }

    ContainerState started(ContainerEvent.Started event) {
        return new ContainerState(
                ContainerStatus.RUNNING,
                event.pid(),
                event.startTicks(),
                0,
                false,
                "",
                Optional.of(event.at()),
                finishedAt,
                status == ContainerStatus.RESTARTING ? restartCount + 1 : 0,
                false);
    }

    ContainerState failed(ContainerEvent.StartFailed event) {
        ContainerStatus next = status == ContainerStatus.CREATED ? status : ContainerStatus.EXITED;
        return new ContainerState(
                next, 0, 0, event.exitCode(), false, event.error(), startedAt, finishedAt, restartCount, stopRequested);
    }

    ContainerState ended(Instant at, int code, boolean byMemoryLimit) {
        return new ContainerState(
                ContainerStatus.EXITED,
                0,
                0,
                code,
                byMemoryLimit,
                "",
                startedAt,
                Optional.of(at),
                restartCount,
                stopRequested);
    }
}
