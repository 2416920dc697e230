package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import java.io.IOException;

/** {@code docker builder prune}. */
final class BuilderPruneVerb implements Verb {
    private static final Flag<Boolean> ALL = Flag.toggle('a', "all");
    private static final Flag<Boolean> FORCE = Flag.toggle('f', "force");
    private static final Syntax SYNTAX = new Syntax(
            "builder.prune", "[OPTIONS]", Arity.NONE, FlagSet.of(ALL, FORCE).notHere("filter"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        try {
            call.out().line("Total:\t" + call.context().builds().prune() + "B");
            return 0;
        } catch (IOException problem) {
            throw new VerbFailure("Error response from daemon: " + problem.getMessage(), 1);
        }
    }
}
