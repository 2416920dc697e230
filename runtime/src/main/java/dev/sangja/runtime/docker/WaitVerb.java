package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;

/** {@code docker wait}. */
final class WaitVerb implements Verb {
    private static final Syntax SYNTAX = new Syntax("wait", "CONTAINER [CONTAINER...]", Arity.atLeast(1), FlagSet.of());

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        return new Batch(call)
                .eachSilently(
                        flags.arguments(),
                        (reference, container) -> call.out()
                                .line(Integer.toString(call.operations().await(container.id(), call.cancellation()))))
                .finish();
    }
}
