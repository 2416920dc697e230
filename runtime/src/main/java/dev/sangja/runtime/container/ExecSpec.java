package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A further process in a container.
 *
 * @param command its words, at least one
 * @param environment {@code NAME=value}, on top of the container's own
 * @param workingDirectory the container's own if empty
 * @param user {@code name|uid[:group|gid]}; the container's own if empty
 */
public record ExecSpec(
        List<String> command, List<String> environment, Optional<String> workingDirectory, Optional<String> user) {
    public ExecSpec {
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        requireNonNull(workingDirectory, "workingDirectory");
        requireNonNull(user, "user");
    }
}
