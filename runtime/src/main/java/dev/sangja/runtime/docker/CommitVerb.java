package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagKind;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.ImageNames;
import dev.sangja.runtime.library.ImageCommit;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageReference;
import java.util.List;
import java.util.Optional;

/** {@code docker commit}. */
final class CommitVerb implements Verb {
    private static final Flag<String> AUTHOR = Flag.text('a', "author");
    private static final Flag<List<String>> CHANGE = Flag.list('c', "change");
    private static final Flag<String> MESSAGE = Flag.text('m', "message");
    private static final Flag<Boolean> PAUSE = new Flag<>("pause", Optional.of('p'), FlagKind.SWITCH, true);
    private static final Syntax SYNTAX = new Syntax(
            "commit",
            "[OPTIONS] CONTAINER [REPOSITORY[:TAG]]",
            Arity.between(1, 2),
            FlagSet.of(AUTHOR, CHANGE, MESSAGE, PAUSE));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Optional<ImageReference> name =
                name(flags.arguments().stream().skip(1).findFirst().orElse(""));
        ConfigChanges changes = ConfigChanges.parse(flags.get(CHANGE));
        ContainerRecord container = call.container(flags.arguments().get(0));
        boolean pauses = flags.get(PAUSE) && container.state().status() == ContainerStatus.RUNNING;
        ContainerOperations operations = call.operations();
        if (pauses) {
            operations.pause(container.id());
        }
        try {
            ContainerOperations.Layers layers = operations.layers(container.id());
            Image image = call.images()
                    .commit(new ImageCommit(
                            container,
                            layers.upper(),
                            layers.lower(),
                            name,
                            flags.get(AUTHOR),
                            flags.get(MESSAGE),
                            changes));
            call.out().line(image.id().toString());
        } finally {
            if (pauses) {
                operations.unpause(container.id());
            }
        }
        return 0;
    }

    /** The name of a new image, which may have none. */
    static Optional<ImageReference> name(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        ImageNames.problem(text).ifPresent(problem -> {
            throw new VerbFailure(problem, 1);
        });
        return ImageReference.read(text);
    }
}
