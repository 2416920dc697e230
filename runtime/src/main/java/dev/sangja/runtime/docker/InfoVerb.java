package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.EngineInspection;
import dev.sangja.runtime.docker.template.GoTemplate;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.docker.template.TemplateException;

/** {@code docker info}. */
final class InfoVerb implements Verb {
    private static final Flag<String> FORMAT = Flag.text('f', "format");
    private static final Syntax SYNTAX = new Syntax("info", "[OPTIONS]", Arity.NONE, FlagSet.of(FORMAT));
    private static final int NO_TEMPLATE = 64;

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        EngineInspection inspection = new EngineInspection(
                call.operations().engine(),
                call.operations().containers(),
                call.operations().images().size());
        String format = flags.get(FORMAT);
        call.out().print(format.isEmpty() ? inspection.infoText() : formatted(format, inspection.info()));
        return 0;
    }

    /** One object by a template, or as JSON. */
    static String formatted(String format, GoValue object) {
        try {
            return (format.equals("json")
                            ? GoTemplate.json(object)
                            : GoTemplate.parse(format).execute(object)) + "\n";
        } catch (TemplateException problem) {
            throw new VerbFailure(
                    "template parsing error: " + problem.getMessage(), problem.whileParsing() ? NO_TEMPLATE : 1);
        }
    }
}
