package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.EngineFacts;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.EngineInspection;

/** {@code docker version}. */
final class VersionVerb implements Verb {
    private static final Flag<String> FORMAT = Flag.text('f', "format");
    private static final Syntax SYNTAX = new Syntax("version", "[OPTIONS]", Arity.NONE, FlagSet.of(FORMAT));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        EngineFacts engine = call.operations().engine();
        String format = flags.get(FORMAT);
        call.out()
                .print(
                        format.isEmpty()
                                ? EngineInspection.versionText(engine)
                                : InfoVerb.formatted(format, EngineInspection.version(engine)));
        return 0;
    }
}
