package dev.sangja.runtime.container;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How the streams of a new process are joined to those of the client.
 *
 * @param streams the client's streams; empty if it does not stay
 * @param attached which of them are joined; an input that is not joined reads end of file unless the specification
 *     keeps it open, an output that is not joined goes to the container's log alone
 * @param terminal whether the process has a pseudo-terminal of its own. The engine then puts the client's terminal, if
 *     its input is one, in raw mode while the session lasts, restores it afterwards, and follows its size.
 */
public record Attachment(Optional<StandardStreams> streams, Set<StandardStream> attached, boolean terminal) {
    public Attachment {
        requireNonNull(streams, "streams");
        attached = Set.copyOf(attached);
        if (streams.isEmpty() && !attached.isEmpty()) {
            throw new IllegalArgumentException("attached without streams: " + attached);
        }
    }

    /** Joined to nothing. */
    public static Attachment none(boolean terminal) {
        return new Attachment(Optional.empty(), Set.of(), terminal);
    }

    /** Joined to output and error, and to input if asked. */
    public static Attachment of(StandardStreams streams, boolean input, boolean terminal) {
        EnumSet<StandardStream> attached = EnumSet.of(StandardStream.STDOUT, StandardStream.STDERR);
        if (input) {
            attached.add(StandardStream.STDIN);
        }
        return new Attachment(Optional.of(streams), attached, terminal);
    }

    public boolean has(StandardStream stream) {
        return attached.contains(stream);
    }
}
