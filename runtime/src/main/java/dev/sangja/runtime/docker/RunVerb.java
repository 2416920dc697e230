package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.Session;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.ImageNames;
import java.util.Set;

/** {@code docker run}. */
final class RunVerb implements Verb {
    private static final Syntax SYNTAX =
            new Syntax("run", "[OPTIONS] IMAGE [COMMAND] [ARG...]", Arity.atLeast(1), RunFlags.RUN);
    private static final int ENGINE_ERROR = 125;

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        boolean detached = flags.get(RunFlags.DETACH);
        Set<StandardStream> attached = detached ? Set.of() : CreateVerb.attached(flags);
        try {
            ContainerSpec spec = CreateVerb.read(flags, call, attached);
            if (detached && flags.has(RunFlags.ATTACH)) {
                throw new VerbFailure("conflicting options: cannot specify both --attach and --detach", 1);
            }
            call.requireTerminal(spec.process().terminal(), attached.contains(StandardStream.STDIN));
            ImageNames.problem(spec.image()).ifPresent(problem -> {
                throw failure(problem, ENGINE_ERROR, call);
            });
            ContainerRecord container = CreateVerb.create(spec, call);
            return detached ? detached(container, call) : attached(container, attached, flags, call);
        } catch (ContainerProblem.CommandFailed problem) {
            throw failure("Error response from daemon: " + problem.getMessage(), problem.exitCode(), call);
        } catch (ContainerProblem problem) {
            throw failure("Error response from daemon: " + problem.getMessage(), ENGINE_ERROR, call);
        }
    }

    private static int detached(ContainerRecord container, Invocation call) {
        boolean terminal = container.spec().process().terminal();
        try {
            call.operations().start(container.id(), Attachment.none(terminal));
        } finally {
            // Docker prints the id even of one that could not be started, because it is there.
            call.out().line(container.id().value());
        }
        return 0;
    }

    private static int attached(
            ContainerRecord container, Set<StandardStream> attached, ParsedFlags flags, Invocation call) {
        boolean terminal = container.spec().process().terminal();
        Session session = call.operations().start(container.id(), CreateVerb.attachment(attached, terminal, call));
        return SignalProxy.await(session, container, flags.get(RunFlags.SIG_PROXY), call);
    }

    private static VerbFailure failure(String message, int exitCode, Invocation call) {
        return new VerbFailure(
                "docker: " + message + "\n\nRun '" + call.command() + " --help' for more information", exitCode);
    }
}
