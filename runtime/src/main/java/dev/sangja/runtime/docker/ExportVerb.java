package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.option.Paths;
import java.io.IOException;
import java.io.OutputStream;

/** {@code docker export}. */
final class ExportVerb implements Verb {
    private static final Flag<String> OUTPUT = Flag.text('o', "output");
    private static final Syntax SYNTAX =
            new Syntax("export", "[OPTIONS] CONTAINER", Arity.exactly(1), FlagSet.of(OUTPUT));

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
        ContainerRecord container = call.container(flags.arguments().get(0));
        FileTree files = call.operations().files(container.id());
        try {
            if (output.isEmpty()) {
                files.pack("/", ".", call.streams().output(), call.cancellation());
                call.streams().output().flush();
            } else {
                toFile(files, output, call);
            }
        } catch (IOException problem) {
            throw new VerbFailure(
                    "failed to export container: " + Invocation.reason("write", container.name(), problem), 1);
        }
        return 0;
    }

    private static void toFile(FileTree files, String output, Invocation call) {
        String path = Paths.resolve(call.context().workingDirectory(), output);
        String parent = Paths.parent(path);
        try {
            if (call.context().files().stat(parent).isEmpty()) {
                throw new VerbFailure(
                        "failed to export container: invalid output path: stat " + parent
                                + ": no such file or directory",
                        1);
            }
            try (OutputStream file = call.context().files().create(path)) {
                files.pack("/", ".", file, call.cancellation());
            }
        } catch (IOException problem) {
            throw new VerbFailure("failed to export container: " + Invocation.reason("open", output, problem), 1);
        }
    }
}
