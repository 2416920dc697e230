package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.PathFact;
import dev.sangja.runtime.container.StandardStream;
import dev.sangja.runtime.docker.flag.Flag;
import dev.sangja.runtime.docker.flag.FlagSet;
import dev.sangja.runtime.docker.flag.GoQuote;
import dev.sangja.runtime.docker.flag.ParsedFlags;
import dev.sangja.runtime.docker.format.Sizes;
import dev.sangja.runtime.docker.option.Paths;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code docker cp}, in both directions, with files, directories and archives. */
final class CopyVerb implements Verb {
    private static final Flag<Boolean> FOLLOW_LINK = Flag.toggle('L', "follow-link");
    private static final Flag<Boolean> QUIET = Flag.toggle('q', "quiet");
    private static final Syntax SYNTAX = new Syntax(
            "cp",
            List.of("[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-", "[OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH"),
            Arity.exactly(2),
            FlagSet.of(FOLLOW_LINK, QUIET).notHere("archive", "a"));
    private static final String STREAM = "-";

    /** One side of a copy: a container and a path in it, or a path of the workbench. */
    private record Side(Optional<String> container, String path) {
        static Side parse(String text) {
            int colon = text.indexOf(':');
            // A path that begins with a slash or a dot is the workbench's, whatever follows.
            boolean local = text.startsWith("/") || text.startsWith(".") || colon <= 0;
            return local
                    ? new Side(Optional.empty(), text)
                    : new Side(Optional.of(text.substring(0, colon)), text.substring(colon + 1));
        }
    }

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(ParsedFlags flags, Invocation call) {
        Side from = Side.parse(flags.arguments().get(0));
        Side to = Side.parse(flags.arguments().get(1));
        if (from.container().isPresent() && to.container().isPresent()) {
            throw new VerbFailure("copying between containers is not supported", 1);
        }
        try {
            if (from.container().isPresent()) {
                out(from, to.path(), flags, call);
            } else if (to.container().isPresent()) {
                in(from.path(), to, flags, call);
            } else {
                throw new VerbFailure("must specify at least one container source", 1);
            }
        } catch (IOException problem) {
            throw new VerbFailure(Invocation.reason("copy", flags.arguments().get(0), problem), 1);
        }
        return 0;
    }

    private static void out(Side from, String target, ParsedFlags flags, Invocation call) throws IOException {
        String name = from.container().orElseThrow();
        ContainerRecord container = call.container(name);
        CopySource source = CopySource.find(
                        call.operations().files(container.id()), "/", from.path(), flags.get(FOLLOW_LINK))
                .orElseThrow(() -> new ContainerProblem.NoSuchPath(from.path(), name));
        if (target.equals(STREAM)) {
            source.tree().pack(source.path(), source.name(), call.streams().output(), call.cancellation());
            return;
        }
        CopyTarget place = CopyTarget.find(
                call.context().files(),
                call.context().workingDirectory(),
                target,
                source,
                missing -> new VerbFailure(
                        "invalid output path: directory " + GoQuote.quote(missing) + " does not exist", 1));
        report(CopyPipe.copy(source, place, call.cancellation()), target, flags, call);
    }

    private static void in(String given, Side to, ParsedFlags flags, Invocation call) throws IOException {
        String name = to.container().orElseThrow();
        ContainerRecord container = call.container(name);
        FileTree inside = call.operations().files(container.id());
        if (given.equals(STREAM)) {
            String directory = CopyTarget.follow(inside, Paths.resolve("/", to.path()));
            Optional<PathFact> there = inside.stat(directory);
            if (there.isEmpty()) {
                throw new ContainerProblem.NoSuchPath(to.path(), name);
            }
            if (!there.get().isDirectory()) {
                throw new VerbFailure(
                        "destination " + GoQuote.quote(name + ":" + to.path()) + " must be a directory", 1);
            }
            inside.unpack(directory, call.streams().input(), call.cancellation());
            return;
        }
        CopySource source = CopySource.find(
                        call.context().files(), call.context().workingDirectory(), given, flags.get(FOLLOW_LINK))
                .orElseThrow(() -> new VerbFailure("lstat " + given + ": no such file or directory", 1));
        CopyTarget place = CopyTarget.find(
                inside, "/", to.path(), source, missing -> new ContainerProblem.NoSuchPath(missing, name));
        report(CopyPipe.copy(source, place, call.cancellation()), name + ":" + to.path(), flags, call);
    }

    /** Says how much was copied, to a learner who watches. */
    private static void report(long bytes, String target, ParsedFlags flags, Invocation call) {
        boolean watched = call.streams().isTerminal(StandardStream.STDOUT);
        if (flags.has(QUIET) ? !flags.get(QUIET) : watched) {
            call.error().line("Successfully copied " + Sizes.decimal(bytes) + " to " + target);
        }
    }
}
