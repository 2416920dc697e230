package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.container.StandardStreams;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** One call of a verb: its surroundings, by what verbs do with them. */
final class Invocation {
    private final CommandContext context;
    private final Messages messages;
    private final String command;
    private final TextOutput out;
    private final TextOutput error;

    /** @param command as it was called, such as {@code docker container ls} */
    Invocation(CommandContext context, Messages messages, String command, TextOutput out, TextOutput error) {
        this.context = context;
        this.messages = messages;
        this.command = command;
        this.out = out;
        this.error = error;
    }

    CommandContext context() {
        return context;
    }

    ContainerOperations operations() {
        return context.operations();
    }

    StandardStreams streams() {
        return context.streams();
    }

    Cancellation cancellation() {
        return context.cancellation();
    }

    Messages messages() {
        return messages;
    }

    String command() {
        return command;
    }

    TextOutput out() {
        return out;
    }

    TextOutput error() {
        return error;
    }

    /** The container that the learner means. */
    ContainerRecord container(String reference) {
        return ContainerLookup.container(operations().containers(), reference);
    }

    /** Refuses a terminal for a process that reads from something else, as Docker does. */
    void requireTerminal(boolean terminal, boolean input) {
        if (terminal && input && !streams().isTerminal(StandardStream.STDIN)) {
            throw new VerbFailure("the input device is not a TTY", 1);
        }
    }

    /** Why a file could not be used, in the words of Go's package os. */
    static String reason(String verb, String path, IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return verb + " " + path + ": no such file or directory";
        }
        if (problem instanceof AccessDeniedException) {
            return verb + " " + path + ": permission denied";
        }
        return verb + " " + path + ": " + problem.getMessage();
    }
}
