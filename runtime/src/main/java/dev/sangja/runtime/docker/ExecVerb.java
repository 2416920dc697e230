package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ExecSpec;
import dev.sangja.runtime.container.Session;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.OptionException;
import java.util.List;
import java.util.Optional;

/** {@code docker exec}. */
final class ExecVerb implements Verb {
    private static final Flag<Boolean> DETACH = Flag.toggle('d', "detach");
    private static final Flag<List<String>> ENV = new Flag<>("env", Optional.of('e'), RunFlags.VARIABLES, List.of());
    private static final Flag<List<String>> ENV_FILE = Flag.list("env-file");
    private static final Flag<Boolean> INTERACTIVE = Flag.toggle('i', "interactive");
    private static final Flag<Boolean> TTY = Flag.toggle('t', "tty");
    private static final Flag<Optional<String>> USER = Flag.optional('u', "user");
    private static final Flag<Optional<String>> WORKDIR = Flag.optional('w', "workdir");
    private static final Syntax SYNTAX = new Syntax(
            "exec",
            "[OPTIONS] CONTAINER COMMAND [ARG...]",
            Arity.atLeast(2),
            FlagSet.of(DETACH, ENV, ENV_FILE, INTERACTIVE, TTY, USER, WORKDIR)
                    .notHere("detach-keys", "privileged")
                    .beforeArguments());

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        List<String> arguments = flags.arguments();
        ExecSpec spec = new ExecSpec(
                arguments.subList(1, arguments.size()),
                environment(flags, call),
                flags.get(WORKDIR).filter(text -> !text.isEmpty()),
                flags.get(USER).filter(text -> !text.isEmpty()));
        ContainerRecord container = call.container(arguments.get(0));
        boolean detached = flags.get(DETACH);
        if (!detached) {
            call.requireTerminal(flags.get(TTY), flags.get(INTERACTIVE));
        }
        Attachment attachment = detached
                ? Attachment.none(flags.get(TTY))
                : Attachment.of(call.streams(), flags.get(INTERACTIVE), flags.get(TTY));
        try {
            Session session = call.operations().exec(container.id(), spec, attachment);
            return detached ? 0 : session.await(call.cancellation());
        } catch (ContainerProblem.CommandFailed problem) {
            throw new VerbFailure("Error response from daemon: " + problem.getMessage(), problem.exitCode());
        }
    }

    private static List<String> environment(ParsedFlags flags, Invocation call) {
        try {
            return new ClientFiles(call.context()).environment(flags.get(ENV_FILE), flags.get(ENV));
        } catch (OptionException problem) {
            throw new VerbFailure(String.valueOf(problem.getMessage()), 1);
        }
    }
}
