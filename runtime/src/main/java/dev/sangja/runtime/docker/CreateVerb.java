package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.Attachment;
import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerSpec;
import dev.sangja.runtime.container.EngineFeature;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.ImageNames;
import dev.sangja.runtime.docker.option.OptionException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** {@code docker create}, and the half of {@code docker run} that is the same. */
final class CreateVerb implements Verb {
    private static final Syntax SYNTAX =
            new Syntax("create", "[OPTIONS] IMAGE [COMMAND] [ARG...]", Arity.atLeast(1), RunFlags.CREATE);
    private static final int CLIENT_ERROR = 125;

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        ContainerSpec spec = read(flags, call, attached(flags));
        ImageNames.problem(spec.image()).ifPresent(problem -> {
            throw new VerbFailure(problem, 1);
        });
        call.out().line(create(spec, call).id().value());
        return 0;
    }

    /** The streams that {@code -a} names, or else output, error and, with {@code -i}, input. */
    static Set<StandardStream> attached(ParsedFlags flags) {
        if (flags.has(RunFlags.ATTACH)) {
            return Set.copyOf(flags.get(RunFlags.ATTACH));
        }
        EnumSet<StandardStream> attached = EnumSet.of(StandardStream.STDOUT, StandardStream.STDERR);
        if (flags.get(RunFlags.INTERACTIVE)) {
            attached.add(StandardStream.STDIN);
        }
        return attached;
    }

    /** The specification; what makes no sense ends the call as Docker does. */
    static ContainerSpec read(ParsedFlags flags, Invocation call, Set<StandardStream> attached) {
        try {
            return SpecReader.read(flags, call.context(), attached);
        } catch (OptionException problem) {
            throw new VerbFailure(
                    "docker: " + problem.getMessage() + "\n\nRun '" + call.command() + " --help' for more information",
                    CLIENT_ERROR);
        }
    }

    /** Makes the container, and says what the learner should know about it. */
    static ContainerRecord create(ContainerSpec spec, Invocation call) {
        ContainerOperations operations = call.operations();
        Optional<ImageDetails> image = ContainerLookup.image(operations.images(), spec.image());
        if (image.isEmpty()) {
            String name = ContainerLookup.withTag(spec.image());
            call.error().line("Unable to find image '" + name + "' locally");
            throw new ContainerProblem.NotHere("docker pull " + name);
        }
        ContainerOperations.Created created = operations.create(spec, image.get());
        created.warnings().forEach(warning -> call.error().line("WARNING: " + warning));
        notes(spec, call);
        return created.container();
    }

    /** Says which of the things that were asked for have no effect yet. */
    private static void notes(ContainerSpec spec, Invocation call) {
        Set<EngineFeature> features = call.operations().engine().features();
        boolean ports = !spec.ports().bindings().isEmpty() || spec.ports().publishAll();
        if (ports && !features.contains(EngineFeature.PUBLISHED_PORTS)) {
            call.error().line(call.messages().text("note.ports"));
        }
        boolean restarts = !spec.life().restart().name().equals("no");
        if (restarts && !features.contains(EngineFeature.RESTART_POLICIES)) {
            call.error().line(call.messages().text("note.restart"));
        }
        if (spec.life().health().isPresent() && !features.contains(EngineFeature.HEALTH_CHECKS)) {
            call.error().line(call.messages().text("note.health"));
        }
    }

    /** The attachment of a client that joins those streams. */
    static Attachment attachment(Set<StandardStream> attached, boolean terminal, Invocation call) {
        return new Attachment(Optional.of(call.streams()), attached, terminal);
    }
}
