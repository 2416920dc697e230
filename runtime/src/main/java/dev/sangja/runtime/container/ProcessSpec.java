package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What process 1 of a container was asked to be. What is empty here comes from the image, see {@link ResolvedProcess}.
 *
 * @param entrypoint replaces the image's; a list of one empty string clears it
 * @param command the words after the image's name
 * @param environment {@code NAME=value}; a bare {@code NAME} takes the variable away
 * @param user {@code name|uid[:group|gid]}
 * @param terminal whether it gets a pseudo-terminal
 * @param openStdin whether its input stays open when nobody is attached
 * @param attached which of its streams the creator joined
 */
public record ProcessSpec(
        Optional<List<String>> entrypoint,
        List<String> command,
        List<String> environment,
        Optional<String> workingDirectory,
        Optional<String> user,
        boolean terminal,
        boolean openStdin,
        Set<StandardStream> attached) {
    public ProcessSpec {
        entrypoint = entrypoint.map(List::copyOf);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        requireNonNull(workingDirectory, "workingDirectory");
        requireNonNull(user, "user");
        attached = Set.copyOf(attached);
    }

    /** Those words with everything else from the image. */
    public static ProcessSpec of(List<String> command) {
        return new ProcessSpec(
                Optional.empty(), command, List.of(), Optional.empty(), Optional.empty(), false, false, Set.of());
    }
}
