package dev.sangja.lessons.story;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths of one job that are made or removed only for something larger: a file to mount on, a directory for the old
 * root. Compared by their last component, because the same directory has another path on either side of a
 * pivot_root(2).
 */
final class Paths {
    private final Set<String> mountedOn = new HashSet<>();
    private final Set<String> oldRoots = new HashSet<>();

    private Paths() {}

    static Paths of(List<Deed> deeds) {
        Paths paths = new Paths();
        for (Deed deed : deeds) {
            if (deed.name().equals("pivot_root")) {
                paths.oldRoots.add(last(deed.arguments().text("put_old")));
            } else if (deed.name().equals("mount") || deed.name().equals("move_mount")) {
                paths.mountedOn.add(last(MountDeeds.target(deed)));
            }
        }
        return paths;
    }

    /** The kind that the deed is told under within its job. */
    PhaseKind kindOf(Deed deed, PhaseKind sorted) {
        boolean unmounts = deed.name().startsWith("umount");
        if (sorted == PhaseKind.FILES || unmounts) {
            String path = last(unmounts ? MountDeeds.target(deed) : FileDeeds.file(deed));
            if (oldRoots.contains(path)) {
                return PhaseKind.NEW_ROOT;
            }
            if (!unmounts && deed.succeeded() && mountedOn.contains(path) && makes(deed)) {
                return PhaseKind.MOUNTING;
            }
        }
        return sorted;
    }

    private static boolean makes(Deed deed) {
        return switch (deed.name()) {
            case "open", "openat", "creat", "mkdir", "mkdirat", "mknod", "mknodat" -> true;
            default -> false;
        };
    }

    private static String last(String path) {
        return Shown.lastComponent(path);
    }
}
