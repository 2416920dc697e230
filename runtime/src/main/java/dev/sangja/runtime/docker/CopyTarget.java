package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.PathFact;
import dev.sangja.runtime.docker.option.Paths;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where something is copied to. The rules are those of cp(1), as the documentation of {@code docker cp} lists them.
 *
 * @param directory which is there already
 * @param name what it is called in it; {@code .} for the contents of a directory
 */
record CopyTarget(FileTree tree, String directory, String name) {
    private static final int MOST_LINKS = 40;

    /**
     * Finds the place.
     *
     * @param missing makes the problem of a parent directory that is not there
     */
    static CopyTarget find(
            FileTree tree,
            String workingDirectory,
            String given,
            CopySource source,
            Function<String, RuntimeException> missing)
            throws IOException {
        String path = follow(tree, Paths.resolve(workingDirectory, given));
        boolean meansDirectory = given.endsWith("/") || given.endsWith("/.");
        Optional<PathFact> there = tree.stat(path);
        if (there.isPresent() && there.get().isDirectory()) {
            return new CopyTarget(tree, path, source.name());
        }
        String parent = Paths.parent(path);
        if (there.isEmpty() && tree.stat(follow(tree, parent)).isEmpty()) {
            throw missing.apply(parent);
        }
        if (there.isPresent() && source.directory()) {
            throw new VerbFailure("cannot copy directory", 1);
        }
        if (meansDirectory && (there.isPresent() || !source.directory())) {
            throw new VerbFailure(there.isPresent() ? "not a directory" : "no such directory", 1);
        }
        return new CopyTarget(tree, follow(tree, parent), Paths.name(path));
    }

    /** The path with a symbolic link at its end resolved. */
    static String follow(FileTree tree, String path) throws IOException {
        String current = path;
        for (int links = 0; links < MOST_LINKS; links++) {
            Optional<PathFact> fact = tree.stat(current);
            if (fact.isEmpty() || fact.get().type() != PathFact.Type.SYMLINK) {
                return current;
            }
            current = fact.get().linkTarget();
        }
        throw new VerbFailure("stat " + path + ": too many links", 1);
    }
}
