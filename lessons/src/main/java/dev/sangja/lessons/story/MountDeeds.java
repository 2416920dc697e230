package dev.sangja.lessons.story;

import java.util.List;
import java.util.Set;

/** mount(2) and its family. */
final class MountDeeds {
    private static final Set<String> CALLS = Set.of(
            "mount", "umount", "umount2", "fsopen", "fsconfig", "fsmount", "move_mount", "open_tree", "mount_setattr");
    private static final List<String> PROPAGATION = List.of("MS_PRIVATE", "MS_SLAVE", "MS_SHARED", "MS_UNBINDABLE");

    private MountDeeds() {}

    static boolean concerns(Deed deed) {
        return CALLS.contains(deed.name());
    }

    static Share share(Deed deed) {
        if (deed.name().startsWith("umount") && deed.byEngine()) {
            return Share.told(PhaseKind.CLEARING);
        }
        if (!propagation(deed).isEmpty()) {
            return Share.told(PhaseKind.PRIVATE_MOUNTS);
        }
        return Share.told(
                switch (type(deed)) {
                    case "overlay" -> PhaseKind.STACKING;
                    case "proc" -> PhaseKind.OWN_PROC;
                    default -> PhaseKind.MOUNTING;
                });
    }

    /** The type of the file system; empty where the call names none, as a bind mount does not. */
    static String type(Deed deed) {
        return switch (deed.name()) {
            case "mount" ->
                flags(deed).contains("MS_BIND") || flags(deed).contains("MS_REMOUNT")
                        ? ""
                        : deed.arguments().text("filesystemtype", "type");
            case "fsopen" -> deed.arguments().text("fsname", "fs_name");
            case "fsconfig", "fsmount", "move_mount" -> deed.setting().file();
            default -> "";
        };
    }

    /** The one propagation flag that the call sets, or the empty string. */
    static String propagation(Deed deed) {
        List<String> flags = flags(deed);
        return PROPAGATION.stream().filter(flags::contains).findFirst().orElse("");
    }

    static List<String> flags(Deed deed) {
        return deed.arguments().flags("mountflags", "flags");
    }

    static String target(Deed deed) {
        return deed.arguments().text("target", "to_pathname", "to_path");
    }

    /** The value of one option in the data of a mount, such as {@code upperdir}; empty if it is not there. */
    static String option(Deed deed, String wanted) {
        for (String option : deed.arguments().text("data").split(",", -1)) {
            if (option.startsWith(wanted + "=")) {
                return option.substring(wanted.length() + 1);
            }
        }
        return "";
    }
}
