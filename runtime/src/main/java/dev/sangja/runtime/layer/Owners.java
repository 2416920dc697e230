package dev.sangja.runtime.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * To whom unpacked files belong.
 *
 * @param kept whether they get the owners that the archive says; otherwise all belong to the process that unpacks, as
 *     they must if it may not change owners
 * @param firstUser added to each user id, so that they belong to the range of ids that a machine's users have outside
 * @param firstGroup added to each group id
 * @param count how many ids that range has; ids beyond it become nobody's
 */
public record Owners(boolean kept, int firstUser, int firstGroup, int count) {
    private static final int NOBODY = 65_534;

    /** All belong to the process that unpacks. */
    public static Owners ofThisProcess() {
        return new Owners(false, 0, 0, 0);
    }

    /** As the archive says, counted as this process counts ids. */
    public static Owners asArchived() {
        return new Owners(true, 0, 0, Integer.MAX_VALUE);
    }

    /** As the archive says, in the range of ids that begins there and has 65,536. */
    public static Owners shifted(int firstUser, int firstGroup) {
        return new Owners(true, firstUser, firstGroup, 65_536);
    }

    /** To the owner that the metadata names. */
    void give(Path path, EntryMetadata metadata) throws IOException {
        give(path, metadata.userId(), metadata.groupId());
    }

    /** To root. */
    public void give(Path path) throws IOException {
        give(path, 0, 0);
    }

    private void give(Path path, int user, int group) throws IOException {
        if (kept) {
            Files.setAttribute(path, "unix:uid", firstUser + inRange(user), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", firstGroup + inRange(group), LinkOption.NOFOLLOW_LINKS);
        }
    }

    private int inRange(int id) {
        return id < count ? id : NOBODY;
    }
}
