package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.Paths;
import dev.sangja.runtime.library.MachineImages;
import dev.sangja.runtime.store.Image;
import dev.sangja.runtime.store.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** {@code docker import}. */
final class ImportVerb implements Verb {
    private static final Flag<List<String>> CHANGE = Flag.list('c', "change");
    private static final Flag<String> MESSAGE = Flag.text('m', "message");
    private static final Syntax SYNTAX = new Syntax(
            "import",
            "[OPTIONS] file|- [REPOSITORY[:TAG]]",
            Arity.between(1, 2),
            FlagSet.of(CHANGE, MESSAGE).notHere("platform"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        String source = flags.arguments().get(0);
        Optional<ImageReference> name =
                CommitVerb.name(flags.arguments().stream().skip(1).findFirst().orElse(""));
        ConfigChanges changes = ConfigChanges.parse(flags.get(CHANGE));
        if (source.matches("https?://.*")) {
            throw new ContainerProblem.NotHere("import " + source);
        }
        String message = flags.get(MESSAGE).isEmpty() ? "Imported from " + source : flags.get(MESSAGE);
        try (InputStream archive = source.equals("-")
                ? call.streams().input()
                : call.context().files().open(Paths.resolve(call.context().workingDirectory(), source))) {
            Image image = call.images().importRoot(archive, new MachineImages.Import(name, message, changes));
            call.out().line(image.id().toString());
        } catch (IOException problem) {
            throw new VerbFailure(Invocation.reason("open", source, problem), 1);
        }
        return 0;
    }
}
