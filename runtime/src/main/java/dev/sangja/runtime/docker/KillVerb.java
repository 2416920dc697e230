package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import java.util.Optional;

/** {@code docker kill}. */
final class KillVerb implements Verb {
    private static final Flag<Optional<String>> SIGNAL = Flag.optional('s', "signal");
    private static final Syntax SYNTAX =
            new Syntax("kill", "[OPTIONS] CONTAINER [CONTAINER...]", Arity.atLeast(1), FlagSet.of(SIGNAL));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Signal signal = flags.get(SIGNAL)
                .filter(name -> !name.isEmpty())
                .map(SpecReader::signal)
                .orElse(Signal.KILL);
        return new Batch(call)
                .each(
                        flags.arguments(),
                        (reference, container) -> call.operations().signal(container.id(), reference, signal))
                .finish();
    }
}
