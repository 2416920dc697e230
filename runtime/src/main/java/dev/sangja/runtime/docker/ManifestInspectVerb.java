package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.JsonText;
import dev.sangja.runtime.store.Image;

/** {@code docker manifest inspect}, of the machine's own images. */
final class ManifestInspectVerb implements Verb {
    private static final Syntax SYNTAX = new Syntax(
            "manifest.inspect",
            "[OPTIONS] MANIFEST",
            Arity.exactly(1),
            FlagSet.of().notHere("insecure", "verbose", "v"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        String reference = flags.arguments().get(0);
        Image image;
        try {
            image = call.images().get(reference);
        } catch (ContainerProblem.NoSuchImage missing) {
            throw new VerbFailure("no such manifest: " + reference, 1);
        }
        call.out().line(JsonText.indented(call.images().manifest(image)));
        return 0;
    }
}
