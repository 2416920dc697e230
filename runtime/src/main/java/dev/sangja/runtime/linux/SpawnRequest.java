package dev.sangja.runtime.linux;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A child process to make with posix_spawn(3). It inherits the calling thread's namespaces, credentials, capabilities
 * and seccomp filters; its signal mask and dispositions are reset, because a JVM's are not what a program expects, and
 * every descriptor of 3 and above is closed.
 *
 * @param path the program
 * @param arguments its argument vector, the program's name first
 * @param environment its environment
 * @param standard what becomes its standard input, output and error, in that order
 * @param terminal a terminal to open as standard input, output and error and to make its controlling terminal, instead
 *     of {@code standard}
 * @param directory where it starts; the caller's directory if absent
 * @param session whether it begins a session of its own
 * @param gate a FIFO that the child opens before anything else, and so waits at until somebody opens its other end
 */
public record SpawnRequest(
        String path,
        List<String> arguments,
        Map<String, String> environment,
        List<Integer> standard,
        Optional<String> terminal,
        Optional<String> directory,
        boolean session,
        Optional<String> gate) {
    public SpawnRequest {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        standard = List.copyOf(standard);
        if (terminal.isEmpty() && standard.size() < 3) {
            throw new IllegalArgumentException("a child needs three descriptors, got " + standard.size());
        }
    }

    /** A child in the caller's directory and session, without a gate. */
    public static SpawnRequest of(
            String path, List<String> arguments, Map<String, String> environment, List<Integer> standard) {
        return new SpawnRequest(
                path, arguments, environment, standard, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    public SpawnRequest in(String where) {
        return new SpawnRequest(path, arguments, environment, standard, terminal, Optional.of(where), session, gate);
    }

    public SpawnRequest inOwnSession() {
        return new SpawnRequest(path, arguments, environment, standard, terminal, directory, true, gate);
    }

    public SpawnRequest behind(String fifo) {
        return new SpawnRequest(
                path, arguments, environment, standard, terminal, directory, session, Optional.of(fifo));
    }

    public SpawnRequest onTerminal(String device) {
        return new SpawnRequest(path, arguments, environment, standard, Optional.of(device), directory, true, gate);
    }
}
