package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.library.Removed;
import java.util.ArrayList;
import java.util.List;

/** {@code docker rmi}. */
final class RemoveImageVerb implements Verb {
    private static final Flag<Boolean> FORCE = Flag.toggle('f', "force");
    private static final Flag<Boolean> NO_PRUNE = Flag.toggle("no-prune");
    private static final Syntax SYNTAX = new Syntax(
            "rmi",
            "[OPTIONS] IMAGE [IMAGE...]",
            Arity.atLeast(1),
            FlagSet.of(FORCE, NO_PRUNE).notHere("platform"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        boolean force = flags.get(FORCE);
        boolean fatal = false;
        List<String> problems = new ArrayList<>();
        for (String reference : flags.arguments()) {
            try {
                Removed removed = call.images().remove(reference, force);
                removed.untagged().forEach(name -> call.out().line("Untagged: " + name));
                removed.deleted().forEach(digest -> call.out().line("Deleted: " + digest));
            } catch (ContainerProblem problem) {
                fatal |= !(problem instanceof ContainerProblem.NoSuchImage);
                problems.add("Error response from daemon: " + problem.getMessage());
            }
        }
        problems.forEach(problem -> call.error().line(problem));
        // By force, what is not there is as good as removed; Docker mentions it all the same.
        return problems.isEmpty() || (force && !fatal) ? 0 : 1;
    }
}
