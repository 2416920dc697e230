package dev.sangja.runtime.build;

import java.util.Optional;

/** Something that a RUN sees in its file system and that does not stay there. */
public sealed interface CommandMount {
    /** Where; absolute. */
    String target();

    /**
     * Files of the context, a stage or an image. What the command writes to them is lost.
     *
     * @param path what of the tree is shown, a directory or a file
     */
    record Files(String target, SourceTree tree, String path, boolean readOnly) implements CommandMount {}

    /**
     * A directory that stays from build to build.
     *
     * @param id which one
     * @param sharing {@code shared}; {@code locked}, for one user at a time; {@code private}, for one user alone
     */
    record Cache(String target, String id, String sharing, int mode, int user, int group, boolean readOnly)
            implements CommandMount {}

    /** A file system in memory. */
    record Memory(String target, Optional<Long> bytes) implements CommandMount {}

    /** A file with something secret. */
    record Secret(String target, String id, int mode, int user, int group) implements CommandMount {}
}
