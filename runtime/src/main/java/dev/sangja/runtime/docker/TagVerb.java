package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.GoQuote;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.ImageNames;
import dev.sangja.runtime.store.ImageReference;
import java.util.Optional;

/** {@code docker tag}. */
final class TagVerb implements Verb {
    private static final Syntax SYNTAX =
            new Syntax("tag", "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]", Arity.exactly(2), FlagSet.of());

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        ImageReference target = name(flags.arguments().get(1));
        call.images().tag(flags.arguments().get(0), target);
        return 0;
    }

    /** The name that an image is to get; what can be none is told as the docker command does. */
    static ImageReference name(String text) {
        Optional<String> problem = ImageNames.problem(text);
        if (problem.isPresent()) {
            throw new VerbFailure(
                    "Error parsing reference: " + GoQuote.quote(text) + " is not a valid repository/tag: "
                            + problem.get(),
                    1);
        }
        if (text.contains("@")) {
            throw new VerbFailure("refusing to create a tag with a digest reference", 1);
        }
        return ImageReference.read(text).orElseThrow(() -> new VerbFailure("invalid reference format", 1));
    }
}
