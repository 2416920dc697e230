package dev.sangja.runtime.docker;

import static java.util.Objects.requireNonNull;

import dev.sangja.runtime.build.ImageBuilds;
import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.StandardStreams;
import dev.sangja.runtime.library.MachineImages;
import java.util.Map;

/**
 * What one call of the docker command has around it.
 *
 * @param operations the engine, recording for the run that the client belongs to
 * @param builds the engine's builder, recording likewise
 * @param host what the machine has besides containers
 * @param images the machine's
 * @param streams the client's
 * @param files the workbench's, as the client sees them
 * @param workingDirectory the client's, absolute
 * @param environment the client's
 * @param signals the client's
 * @param cancellation happens when the client is gone
 */
public record CommandContext(
        ContainerOperations operations,
        ImageBuilds builds,
        LabHost host,
        MachineImages images,
        StandardStreams streams,
        FileTree files,
        String workingDirectory,
        Map<String, String> environment,
        SignalSource signals,
        Cancellation cancellation) {
    public CommandContext {
        requireNonNull(operations, "operations");
        requireNonNull(builds, "builds");
        requireNonNull(host, "host");
        requireNonNull(images, "images");
        requireNonNull(streams, "streams");
        requireNonNull(files, "files");
        requireNonNull(workingDirectory, "workingDirectory");
        environment = Map.copyOf(environment);
        requireNonNull(signals, "signals");
        requireNonNull(cancellation, "cancellation");
    }
}
