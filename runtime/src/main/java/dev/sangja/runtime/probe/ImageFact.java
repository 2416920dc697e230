package dev.sangja.runtime.probe;

import java.util.List;

/**
 * An image, as the machine's store has it; every document was checked against its digest on the way.
 *
 * @param id the digest of its configuration
 * @param digest the digest of its manifest
 * @param size bytes of the files in all its layers together, as {@code docker images} counts them
 * @param layers its layers, the lowest first
 * @param history how it came about, the oldest step first
 * @param environment {@code NAME=value}
 * @param labels {@code name=value}
 * @param onBuild triggers for builds upon it
 * @param entryPoint the program with its first arguments
 * @param command further arguments, or the program
 * @param user whom its program runs as; empty means root
 * @param workingDirectory where its program starts
 * @param volumes paths whose data lies outside the container
 * @param ports {@code 8080/tcp}
 * @param stopSignal a signal's name or number; empty means SIGTERM
 */
public record ImageFact(
        String id,
        String digest,
        long size,
        List<Layer> layers,
        List<Step> history,
        List<String> environment,
        List<String> labels,
        List<String> onBuild,
        List<String> entryPoint,
        List<String> command,
        String user,
        String workingDirectory,
        List<String> volumes,
        List<String> ports,
        String stopSignal) {
    public ImageFact {
        layers = List.copyOf(layers);
        history = List.copyOf(history);
        environment = List.copyOf(environment);
        labels = List.copyOf(labels);
        onBuild = List.copyOf(onBuild);
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
        volumes = List.copyOf(volumes);
        ports = List.copyOf(ports);
    }

    /**
     * A layer.
     *
     * @param digest the digest of its uncompressed archive
     * @param size bytes of its files
     * @param createdBy the step that made it
     */
    public record Layer(String digest, long size, String createdBy) {}

    /**
     * A step of how the image came about.
     *
     * @param createdBy what made it
     * @param empty whether it made no layer
     */
    public record Step(String createdBy, boolean empty) {}
}
