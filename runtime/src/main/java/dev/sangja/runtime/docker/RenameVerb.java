package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;

/** {@code docker rename}. */
final class RenameVerb implements Verb {
    private static final Syntax SYNTAX = new Syntax("rename", "CONTAINER NEW_NAME", Arity.exactly(2), FlagSet.of());

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        String reference = flags.arguments().get(0);
        try {
            call.operations()
                    .rename(call.container(reference).id(), flags.arguments().get(1));
        } catch (ContainerProblem problem) {
            throw new VerbFailure(
                    "Error response from daemon: " + problem.getMessage() + "\nError: failed to rename container named "
                            + reference,
                    1);
        }
        return 0;
    }
}
