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
 * @param hold where the child waits before its exec
 */
public record SpawnRequest(
        String path,
        List<String> arguments,
        Map<String, String> environment,
        List<Integer> standard,
        Optional<String> terminal,
        Optional<String> directory,
        boolean session,
        Optional<Hold> hold) {
    /**
     * Two FIFOs that the child opens for reading, one after the other, and closes again; fifo(7). At each it waits
     * until somebody opens the other end. Reading, because a filter that shows a tracer what is opened for writing
     * makes that fail while there is no tracer; seccomp(2), SECCOMP_RET_TRACE.
     *
     * @param bell the first, at which it can be met
     * @param gate the second, at which it can be held
     */
    public record Hold(String bell, String gate) {}

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
        return new SpawnRequest(path, arguments, environment, standard, terminal, Optional.of(where), session, hold);
    }

    public SpawnRequest inOwnSession() {
        return new SpawnRequest(path, arguments, environment, standard, terminal, directory, true, hold);
    }

    public SpawnRequest behind(Hold at) {
        return new SpawnRequest(path, arguments, environment, standard, terminal, directory, session, Optional.of(at));
    }

    public SpawnRequest onTerminal(String device) {
        return new SpawnRequest(path, arguments, environment, standard, Optional.of(device), directory, true, hold);
    }
}
