package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.ProcessTable;
import java.util.List;

/** {@code docker top}. */
final class TopVerb implements Verb {
    private static final Syntax SYNTAX = new Syntax(
            "top", "CONTAINER [ps OPTIONS]", Arity.atLeast(1), FlagSet.of().beforeArguments());

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        List<String> arguments = flags.arguments();
        ContainerRecord container = call.container(arguments.get(0));
        call.out()
                .print(ProcessTable.render(
                        call.operations().processes(container.id()),
                        arguments.subList(1, arguments.size()),
                        call.operations().engine().now()));
        return 0;
    }
}
