package dev.sangja.lessons.story;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mounts, and what becomes of the root. */
final class MountTeller implements Teller {
    private final Cast cast;

    MountTeller(Cast cast) {
        this.cast = cast;
    }

    @Override
    public void tell(Deed deed, Telling telling) {
        String who = cast.subject(deed);
        switch (deed.name()) {
            case "mount", "move_mount", "mount_setattr" -> mounts(deed, who, telling);
            case "umount", "umount2" -> unmounts(deed, who, telling);
            case "chroot" ->
                telling.did(
                        who,
                        "newRoot.chroot",
                        Map.of("path", Shown.value(deed.arguments().text("path"))));
            case "pivot_root" ->
                telling.did(
                        who,
                        "newRoot.pivot",
                        Map.of("old", Shown.value(deed.arguments().text("put_old"))));
            case "mkdir", "mkdirat" -> telling.didTo(who, "mounting.madeDirectory", FileDeeds.file(deed));
            case "rmdir", "unlink", "unlinkat" -> telling.didTo(who, "files.removed", FileDeeds.file(deed));
            default -> {}
        }
    }

    private static void mounts(Deed deed, String who, Telling telling) {
        String propagation = MountDeeds.propagation(deed);
        List<String> flags = MountDeeds.flags(deed);
        String target = Shown.value(MountDeeds.target(deed));
        if (!propagation.isEmpty()) {
            String key = propagation.substring("MS_".length()).toLowerCase(Locale.ROOT);
            telling.did(who, "privateMounts." + key, Map.of());
        } else if (flags.contains("MS_REMOUNT")) {
            telling.didTo(who, flags.contains("MS_RDONLY") ? "mounting.readOnly" : "mounting.changed", target);
        } else if (flags.contains("MS_BIND")) {
            telling.didTo(who, "mounting.bound", Shown.lastComponent(target));
        } else if (flags.contains("MS_MOVE")) {
            telling.didTo(who, "mounting.moved", target);
        } else {
            attaches(deed, who, target, telling);
        }
    }

    private static void attaches(Deed deed, String who, String target, Telling telling) {
        String type = MountDeeds.type(deed);
        switch (type) {
            case "proc" ->
                telling.did(who, deed.setting().nested() ? "ownProc.nested" : "ownProc.same", Map.of("target", target));
            case "overlay" -> stacks(deed, who, target, telling);
            case "tmpfs" -> telling.didTo(who, "mounting.tmpfs", target);
            default -> telling.did(who, "mounting.type", Map.of("target", target, "type", Shown.value(type)));
        }
    }

    private static void stacks(Deed deed, String who, String target, Telling telling) {
        telling.did(who, "stacking.mounted", Map.of("target", target));
        String lower = MountDeeds.option(deed, "lowerdir");
        String upper = MountDeeds.option(deed, "upperdir");
        if (!lower.isEmpty() && !upper.isEmpty()) {
            telling.sentence(
                    "stacking.layers",
                    Map.of("lower", Integer.toString(lower.split(":", -1).length), "upper", Shown.value(upper)));
        } else if (!lower.isEmpty()) {
            telling.sentence("stacking.readOnly", Map.of("lower", Integer.toString(lower.split(":", -1).length)));
        }
    }

    private static void unmounts(Deed deed, String who, Telling telling) {
        boolean lazy = deed.arguments().flags("flags").contains("MNT_DETACH");
        telling.didTo(who, lazy ? "mounting.detached" : "mounting.unmounted", MountDeeds.target(deed));
    }

    @Override
    public void close(Draft draft, Telling telling) {
        long places = draft.deeds().stream().filter(MountTeller::makesFile).count();
        if (places > 0) {
            telling.atLast("mounting.madeFiles", Map.of("n", Long.toString(places)));
        }
        if (draft.kind() == PhaseKind.NEW_ROOT) {
            closeRoot(draft, telling);
        }
    }

    private static boolean makesFile(Deed deed) {
        return deed.succeeded()
                && switch (deed.name()) {
                    case "open", "openat", "creat", "mknod", "mknodat" -> true;
                    default -> false;
                };
    }

    private static void closeRoot(Draft draft, Telling telling) {
        boolean pivoted = draft.deeds().stream().anyMatch(deed -> deed.name().equals("pivot_root") && deed.succeeded());
        boolean detached =
                draft.deeds().stream().anyMatch(deed -> deed.name().startsWith("umount") && deed.succeeded());
        boolean chrooted = draft.deeds().stream().anyMatch(deed -> deed.name().equals("chroot") && deed.succeeded());
        if (pivoted) {
            telling.atLast(detached ? "newRoot.noWayOut" : "newRoot.oldStillThere", Map.of());
        } else if (chrooted) {
            telling.atLast("newRoot.onlyLookup", Map.of());
        }
    }
}
