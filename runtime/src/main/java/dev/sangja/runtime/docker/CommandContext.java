package dev.sangja.runtime.docker;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.StandardStreams;
import java.util.Map;

/**
 * What one call of the docker command has around it.
 *
 * @param operations the engine, recording for the run that the client belongs to
 * @param streams the client's
 * @param files the workbench's, as the client sees them
 * @param workingDirectory the client's, absolute
 * @param environment the client's
 * @param signals the client's
 * @param cancellation happens when the client is gone
 */
public record CommandContext(
        ContainerOperations operations,
        StandardStreams streams,
        FileTree files,
        String workingDirectory,
        Map<String, String> environment,
        SignalSource signals,
        Cancellation cancellation) {
    public CommandContext {
        requireNonNull(operations, "operations");
        requireNonNull(streams, "streams");
        requireNonNull(files, "files");
        requireNonNull(workingDirectory, "workingDirectory");
        environment = Map.copyOf(environment);
        requireNonNull(signals, "signals");
        requireNonNull(cancellation, "cancellation");
    }
}
