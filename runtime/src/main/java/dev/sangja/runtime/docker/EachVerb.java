package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import java.util.function.BiConsumer;

/** A verb without flags that does one thing to each container: {@code docker pause} and {@code docker unpause}. */
final class EachVerb implements Verb {
    private final Syntax syntax;
    private final BiConsumer<ContainerOperations, ContainerRecord> deed;

    private EachVerb(String name, BiConsumer<ContainerOperations, ContainerRecord> deed) {
        this.syntax = new Syntax(name, "CONTAINER [CONTAINER...]", Arity.atLeast(1), FlagSet.of());
        this.deed = deed;
    }

    static EachVerb pause() {
        return new EachVerb("pause", (operations, container) -> operations.pause(container.id()));
    }

    static EachVerb unpause() {
        return new EachVerb("unpause", (operations, container) -> operations.unpause(container.id()));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        return new Batch(call)
                .each(flags.arguments(), (reference, container) -> deed.accept(call.operations(), container))
                .finish();
    }
}
