package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.ChangeList;

/** {@code docker diff}. */
final class DiffVerb implements Verb {
    private static final Syntax SYNTAX = new Syntax("diff", "CONTAINER", Arity.exactly(1), FlagSet.of());

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        var container = call.container(flags.arguments().get(0));
        call.out().print(ChangeList.render(call.operations().changes(container.id())));
        return 0;
    }
}
