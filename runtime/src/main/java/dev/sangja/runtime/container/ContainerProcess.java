package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One process of a container, seen from the lab host; the values are those of proc(5).
 *
 * @param user the name of its effective user on the lab host, or the number
 * @param parent the id of its parent on the lab host
 * @param command its short name
 * @param arguments its command line; empty for a zombie
 * @param state the letter of its state
 * @param terminal the terminal's name without {@code /dev/}, or {@code ?}
 * @param processorTime user and system time
 * @param virtualBytes size of its address space
 * @param residentBytes memory that is present
 */
public record ContainerProcess(
        int pid,
        int parent,
        String user,
        String command,
        List<String> arguments,
        String state,
        String terminal,
        Instant startedAt,
        Duration processorTime,
        long virtualBytes,
        long residentBytes) {
    public ContainerProcess {
        requireNonNull(user, "user");
        requireNonNull(command, "command");
        arguments = List.copyOf(arguments);
        requireNonNull(state, "state");
        requireNonNull(terminal, "terminal");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(processorTime, "processorTime");
    }
}
