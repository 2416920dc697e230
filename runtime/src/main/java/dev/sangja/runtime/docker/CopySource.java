package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.FileTree;
import dev.sangja.runtime.container.PathFact;
import dev.sangja.runtime.docker.option.Paths;
import java.io.IOException;
import java.util.Optional;

/**
 * What is copied.
 *
 * @param path absolute, in that tree
 * @param directory whether it is a directory
 * @param contents whether only what is in the directory is meant, as {@code dir/.} says
 */
record CopySource(FileTree tree, String path, boolean directory, boolean contents) {
    /** Looks for it; empty if it is not there. */
    static Optional<CopySource> find(FileTree tree, String workingDirectory, String given, boolean followsLink)
            throws IOException {
        boolean contents = given.endsWith("/.") || given.equals(".");
        boolean meansDirectory = contents || given.endsWith("/");
        String clean = Paths.resolve(workingDirectory, given);
        String path = followsLink || meansDirectory ? CopyTarget.follow(tree, clean) : clean;
        Optional<PathFact> fact = tree.stat(path);
        if (fact.isPresent() && meansDirectory && !fact.get().isDirectory()) {
            throw new VerbFailure("lstat " + given + ": not a directory", 1);
        }
        return fact.map(found -> new CopySource(tree, path, found.isDirectory(), contents && found.isDirectory()));
    }

    /** What it is called at its target if the target does not say otherwise. */
    String name() {
        return contents || path.equals("/") ? "." : Paths.name(path);
    }
}
