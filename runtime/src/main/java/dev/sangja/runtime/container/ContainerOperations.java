package dev.sangja.runtime.container;

import dev.sangja.runtime.receipt.LayerChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an engine can do with containers, on behalf of one command.
 *
 * <p>Every method throws a {@link ContainerProblem} for what cannot be done, having changed nothing unless it says so,
 * and {@link java.util.concurrent.CancellationException} where it takes a {@link Cancellation} that happens. Ids are of
 * containers that existed when they were looked up; one that has been removed since gives
 * {@link ContainerProblem.NoSuchContainer}. Safe for use by several threads.
 */
public interface ContainerOperations {
    EngineFacts engine();

    /** Every image. */
    List<ImageDetails> images();

    /** Every container, oldest first. */
    List<ContainerRecord> containers();

    /** A new container and what the learner should know about it, such as a limit that this host cannot enforce. */
    record Created(ContainerRecord container, List<String> warnings) {
        public Created {
            warnings = List.copyOf(warnings);
        }
    }

    /** Makes a container. Whatever the specification asks for and the engine lacks is a problem or a warning. */
    Created create(ContainerSpec spec, ImageDetails image);

    /**
     * Starts a container that does not run, or joins one that does. A failure to start the program is
     * {@link ContainerProblem.CommandFailed} and is remembered in the container's state; a container that removes
     * itself is then removed.
     */
    Session start(ContainerId container, Attachment attachment);

    /** Starts a further process in a running container. */
    Session exec(ContainerId container, ExecSpec spec, Attachment attachment);

    /** Waits until process 1 has ended; at once if it does not run. Returns its exit code. */
    int await(ContainerId container, Cancellation cancellation);

    /**
     * Sends a signal to process 1. SIGKILL and the container's stop signal count as a learner's wish that it end, so
     * that no policy restarts it.
     *
     * @param reference how the learner named the container, for the message
     */
    void signal(ContainerId container, String reference, Signal signal);

    /**
     * Asks process 1 to end, and ends it by force if it has not within the time; does nothing if it does not run. A
     * container that removes itself is gone when this returns.
     *
     * @param signal empty for the container's own
     * @param timeout empty for the container's own; negative to wait for ever
     */
    void stop(ContainerId container, Optional<Signal> signal, Optional<Duration> timeout, Cancellation cancellation);

    /** Stops a container and starts it again; one that removes itself stays this once. */
    void restart(ContainerId container, Optional<Signal> signal, Optional<Duration> timeout, Cancellation cancellation);

    /**
     * Removes a container and its writable layer.
     *
     * @param force whether one that runs is killed first
     * @param volumes whether its volumes without a name go too
     */
    void remove(ContainerId container, boolean force, boolean volumes);

    /** Holds every process of a running container. */
    void pause(ContainerId container);

    /** Lets them go on. */
    void unpause(ContainerId container);

    /** Gives a container another name. */
    void rename(ContainerId container, String name);

    /** Gives a container other limits, at once if it runs. Returns warnings as in {@link Created}. */
    List<String> update(ContainerId container, LimitSpec limits, Optional<RestartPolicy> restart);

    /** Hands over what the container has written, oldest first; with {@code follow}, until it ends. */
    void logs(ContainerId container, LogRequest request, Consumer<LogLine> sink, Cancellation cancellation);

    /** The processes of a running container, by rising id. */
    List<ContainerProcess> processes(ContainerId container);

    /** What a container uses now; all zero if it does not run. */
    ContainerUsage usage(ContainerId container);

    /** What differs between its image and its writable layer, by rising path. */
    List<LayerChange> changes(ContainerId container);

    /** Its files, with its mounts if it runs and without them if not. */
    FileTree files(ContainerId container);

    /** Where the engine keeps it, as seen from the workbench, and its networks. */
    ContainerPlaces places(ContainerId container);

    /** The size of its writable layer, in bytes. */
    long writableBytes(ContainerId container);
}
