package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Cancellation;
import dev.sangja.runtime.container.ContainerId;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.Signal;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code docker stop} and {@code docker restart}. */
final class StopVerb implements Verb {
    private static final Flag<Optional<String>> SIGNAL = Flag.optional('s', "signal");
    private static final Flag<OptionalLong> TIMEOUT = Flag.whole('t', "timeout");

    /** What the engine does to each of them. */
    private interface Deed {
        void act(
                ContainerOperations operations,
                ContainerId container,
                Optional<Signal> signal,
                Optional<Duration> timeout,
                Cancellation cancellation);
    }

    private final Syntax syntax;
    private final Deed deed;

    private StopVerb(String name, Deed deed) {
        this.syntax = new Syntax(
                name,
                "[OPTIONS] CONTAINER [CONTAINER...]",
                Arity.atLeast(1),
                FlagSet.of(SIGNAL, TIMEOUT).alias("time", TIMEOUT));
        this.deed = deed;
    }

    static StopVerb stop() {
        return new StopVerb("stop", ContainerOperations::stop);
    }

    static StopVerb restart() {
        return new StopVerb("restart", ContainerOperations::restart);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Optional<Signal> signal =
                flags.get(SIGNAL).filter(name -> !name.isEmpty()).map(SpecReader::signal);
        Optional<Duration> timeout = SpecReader.timeout(flags.get(TIMEOUT));
        return new Batch(call)
                .together(
                        flags.arguments(),
                        (reference, container) ->
                                deed.act(call.operations(), container.id(), signal, timeout, call.cancellation()))
                .finish();
    }
}
