package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.PathFact;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.Paths;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code docker save}. */
final class SaveVerb implements Verb {
    private static final Flag<String> OUTPUT = Flag.text('o', "output");
    private static final Syntax SYNTAX = new Syntax(
            "save",
            "[OPTIONS] IMAGE [IMAGE...]",
            Arity.atLeast(1),
            FlagSet.of(OUTPUT).notHere("platform"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        String output = flags.get(OUTPUT);
        if (output.isEmpty() && call.streams().isTerminal(StandardStream.STDOUT)) {
            throw new VerbFailure("cowardly refusing to save to a terminal. Use the -o flag or redirect", 1);
        }
        List<String> images = flags.arguments();
        try {
            images.forEach(call.images()::get);
        } catch (ContainerProblem.NoSuchImage missing) {
            throw new VerbFailure("Error response from daemon: reference does not exist", 1);
        }
        try {
            if (output.isEmpty()) {
                call.images().exchange().save(images, call.streams().output());
                call.streams().output().flush();
            } else {
                String path = target("failed to save image: ", output, call);
                call.context()
                        .files()
                        .write(path, file -> call.images().exchange().save(images, file));
            }
        } catch (IOException problem) {
            throw new VerbFailure("failed to save image: " + Invocation.reason("write", output, problem), 1);
        }
        return 0;
    }

    /** Where the client's file is to be; its directory must be there, and nothing at its place that is no file. */
    static String target(String failure, String output, Invocation call) throws IOException {
        String path = Paths.resolve(call.context().workingDirectory(), output);
        String parent = Paths.parent(path);
        if (call.context().files().stat(parent).isEmpty()) {
            throw new VerbFailure(failure + "invalid output path: stat " + parent + ": no such file or directory", 1);
        }
        Optional<PathFact> there = call.context().files().stat(path);
        if (there.isPresent() && there.get().type() == PathFact.Type.OTHER) {
            throw new VerbFailure(failure + "invalid output path: \"" + output + "\" must be a regular file", 1);
        }
        return path;
    }
}
