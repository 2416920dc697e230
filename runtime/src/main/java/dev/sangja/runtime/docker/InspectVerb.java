package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.GoQuote;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.ContainerInspection;
import dev.sangja.runtime.docker.format.ImageInspection;
import dev.sangja.runtime.docker.template.GoTemplate;
import dev.sangja.runtime.docker.template.GoValue;
import dev.sangja.runtime.docker.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code docker inspect}, and what {@code container} and {@code image} have of that name. */
final class InspectVerb implements Verb {
    private static final Flag<String> FORMAT = Flag.text('f', "format");
    private static final Flag<Boolean> SIZE = Flag.toggle('s', "size");
    private static final Flag<String> TYPE = Flag.text("type");
    private static final String CONTAINER = "container";
    private static final String IMAGE = "image";
    private static final int NO_TEMPLATE = 64;

    private final Syntax syntax;
    private final Optional<String> only;

    private InspectVerb(Syntax syntax, Optional<String> only) {
        this.syntax = syntax;
        this.only = only;
    }

    static InspectVerb any() {
        FlagSet flags = FlagSet.of(FORMAT, SIZE, TYPE);
        return new InspectVerb(
                new Syntax("inspect", "[OPTIONS] NAME|ID [NAME|ID...]", Arity.atLeast(1), flags), Optional.empty());
    }

    static InspectVerb container() {
        FlagSet flags = FlagSet.of(FORMAT, SIZE);
        return new InspectVerb(
                new Syntax("container.inspect", "[OPTIONS] CONTAINER [CONTAINER...]", Arity.atLeast(1), flags),
                Optional.of(CONTAINER));
    }

    static InspectVerb image() {
        FlagSet flags = FlagSet.of(FORMAT).notHere("platform");
        return new InspectVerb(
                new Syntax("image.inspect", "[OPTIONS] IMAGE [IMAGE...]", Arity.atLeast(1), flags), Optional.of(IMAGE));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        String type = only.orElse(flags.get(TYPE));
        if (!type.isEmpty() && !type.equals(CONTAINER) && !type.equals(IMAGE)) {
            throw new VerbFailure(
                    "unknown type: " + GoQuote.quote(type) + ": must be one of \"container\", \"image\"", 1);
        }
        Optional<GoTemplate> template = template(flags.get(FORMAT));
        List<GoValue> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String reference : flags.arguments()) {
            try {
                found.add(find(reference, type, flags.get(SIZE), call));
            } catch (ContainerProblem.NoSuchContainer | ContainerProblem.NoSuchImage missing) {
                problems.add(
                        type.isEmpty()
                                ? "Error: No such object: " + reference
                                : "Error response from daemon: " + missing.getMessage());
            }
        }
        print(found, flags.get(FORMAT), template, problems, call);
        problems.forEach(problem -> call.error().line(problem));
        return problems.isEmpty() ? 0 : 1;
    }

    private static Optional<GoTemplate> template(String format) {
        if (format.isEmpty() || format.equals("json")) {
            return Optional.empty();
        }
        try {
            return Optional.of(GoTemplate.parse(format));
        } catch (TemplateException problem) {
            throw new VerbFailure("template parsing error: " + problem.getMessage(), NO_TEMPLATE);
        }
    }

    private static void print(
            List<GoValue> found, String format, Optional<GoTemplate> template, List<String> problems, Invocation call) {
        if (template.isEmpty()) {
            GoValue list = GoValue.list(found);
            call.out().line(format.isEmpty() ? GoTemplate.prettyJson(list) : GoTemplate.json(list));
            return;
        }
        for (GoValue object : found) {
            try {
                call.out().line(template.get().execute(object));
            } catch (TemplateException problem) {
                call.out().line("");
                problems.add(0, "template parsing error: " + problem.getMessage());
                return;
            }
        }
    }

    private static GoValue find(String reference, String type, boolean size, Invocation call) {
        if (!type.equals(IMAGE)) {
            try {
                return container(call.container(reference), size, call);
            } catch (ContainerProblem.NoSuchContainer missing) {
                if (type.equals(CONTAINER)) {
                    throw missing;
                }
            }
        }
        return ContainerLookup.image(call.operations().images(), reference)
                .map(ImageInspection::of)
                .orElseThrow(() -> new ContainerProblem.NoSuchImage(ContainerLookup.withTag(reference)));
    }

    private static GoValue container(ContainerRecord container, boolean size, Invocation call) {
        GoValue.Struct plain =
                ContainerInspection.of(container, call.operations().places(container.id()));
        if (!size) {
            return plain;
        }
        List<GoValue.Field> fields = new ArrayList<>(plain.fields());
        GoValue written = GoValue.of(call.operations().writableBytes(container.id()));
        fields.add(new GoValue.Field("SizeRw", "SizeRw", written));
        return new GoValue.Struct("", fields);
    }
}
