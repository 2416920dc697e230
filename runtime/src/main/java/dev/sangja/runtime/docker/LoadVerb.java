package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.Paths;
import dev.sangja.runtime.library.ImageExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code docker load}. */
final class LoadVerb implements Verb {
    private static final Flag<String> INPUT = Flag.text('i', "input");
    private static final Flag<Boolean> QUIET = Flag.toggle('q', "quiet");
    private static final Syntax SYNTAX =
            new Syntax("load", "[OPTIONS]", Arity.NONE, FlagSet.of(INPUT, QUIET).notHere("platform"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        String input = flags.get(INPUT);
        if (input.isEmpty() && call.streams().isTerminal(StandardStream.STDIN)) {
            throw new VerbFailure("requested load from stdin, but stdin is empty", 1);
        }
        try (InputStream archive = open(input, call)) {
            List<ImageExchange.Loaded> loaded = call.images().exchange().load(archive);
            loaded.forEach(image -> tell(image, call));
        } catch (IOException problem) {
            throw new VerbFailure(Invocation.reason("open", input, problem), 1);
        }
        return 0;
    }

    private static InputStream open(String input, Invocation call) throws IOException {
        return input.isEmpty()
                ? call.streams().input()
                : call.context().files().open(Paths.resolve(call.context().workingDirectory(), input));
    }

    private static void tell(ImageExchange.Loaded loaded, Invocation call) {
        loaded.replaced()
                .forEach((name, former) -> call.out()
                        .line("The image " + name + " already exists, renaming the old one with ID " + former.id()
                                + " to empty string"));
        if (loaded.names().isEmpty()) {
            call.out().line("Loaded image ID: " + loaded.image().id());
        }
        loaded.names().forEach(name -> call.out().line("Loaded image: " + name));
    }
}
