package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import java.util.ArrayList;
import java.util.List;

/** {@code docker rm}. */
final class RemoveVerb implements Verb {
    private static final Flag<Boolean> FORCE = Flag.toggle('f', "force");
    private static final Flag<Boolean> VOLUMES = Flag.toggle('v', "volumes");
    private static final Syntax SYNTAX = new Syntax(
            "rm",
            "[OPTIONS] CONTAINER [CONTAINER...]",
            Arity.atLeast(1),
            FlagSet.of(FORCE, VOLUMES).notHere("link"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        List<String> there = new ArrayList<>(flags.arguments());
        if (flags.get(FORCE)) {
            // By force, what is not there is as good as removed; Docker mentions it all the same.
            there.removeIf(reference -> isMissing(reference, call));
        }
        return new Batch(call)
                .each(
                        there,
                        (reference, container) ->
                                call.operations().remove(container.id(), flags.get(FORCE), flags.get(VOLUMES)))
                .finish();
    }

    private static boolean isMissing(String reference, Invocation call) {
        try {
            call.container(reference);
            return false;
        } catch (ContainerProblem.NoSuchContainer problem) {
            call.error().line("Error response from daemon: " + problem.getMessage());
            return true;
        }
    }
}
