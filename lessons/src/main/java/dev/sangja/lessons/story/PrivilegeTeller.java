package dev.sangja.lessons.story;

import java.util.Map;
import java.util.Optional;

/** Users and groups, what is given up for good, and limits. */
final class PrivilegeTeller implements Teller {
    private final Cast cast;

    PrivilegeTeller(Cast cast) {
        this.cast = cast;
    }

    @Override
    public void tell(Deed deed, Telling telling) {
        String who = cast.subject(deed);
        switch (deed.name()) {
            case "setuid", "setreuid", "setresuid" -> becomes(deed, who, "identity.user", "uid", "euid", telling);
            case "setgid", "setregid", "setresgid" -> becomes(deed, who, "identity.group", "gid", "egid", telling);
            case "setgroups" -> {
                boolean none = deed.arguments().number("size").orElse(-1) == 0;
                telling.did(who, none ? "identity.noGroups" : "identity.groups", Map.of());
            }
            case "capset" -> capabilities(deed, who, telling);
            case "prctl" -> operation(deed, who, telling);
            case "seccomp" -> telling.did(who, "givingUp.filter", Map.of());
            case "prlimit64", "prlimit", "setrlimit" ->
                telling.did(
                        who,
                        "limiting.resource",
                        Map.of(
                                "resource", Shown.value(deed.arguments().shown("resource")),
                                "value", Shown.value(deed.arguments().shown("new_limit", "new_rlim", "rlim"))));
            case "mkdir", "mkdirat" -> telling.didTo(who, "limiting.made", Shown.lastComponent(FileDeeds.file(deed)));
            case "rmdir", "unlinkat" ->
                telling.didTo(who, "limiting.removed", Shown.lastComponent(FileDeeds.file(deed)));
            case "write" -> writes(deed, who, telling);
            default -> {}
        }
    }

    /** At some levels a limit's file is seen to be opened, and what is written into it is not. */
    @Override
    public void close(Draft draft, Telling telling) {
        boolean limits = draft.kind() == PhaseKind.LIMITING;
        if (limits && draft.deeds().stream().noneMatch(deed -> deed.name().equals("write"))) {
            draft.deeds().stream()
                    .filter(deed -> deed.succeeded() && deed.name().startsWith("open"))
                    .forEach(deed -> telling.didTo(
                            cast.subject(deed), "limiting.opened", Shown.lastComponent(FileDeeds.file(deed))));
        }
    }

    private static void becomes(Deed deed, String who, String key, String only, String effective, Telling telling) {
        String id = deed.arguments().shown(only, effective);
        telling.did(who, key, Map.of("id", Shown.value(id)));
    }

    private static void capabilities(Deed deed, String who, Telling telling) {
        Optional<String> effective = deed.arguments()
                .field("datap", "effective")
                .or(() -> Optional.of(deed.arguments().shown("effective")))
                .filter(shown -> !shown.isEmpty());
        if (effective.isEmpty()) {
            telling.did(who, "givingUp.sets", Map.of());
        } else if (effective.get().equals("0")) {
            telling.did(who, "givingUp.nothingLeft", Map.of());
        } else {
            telling.did(
                    who,
                    "givingUp.left",
                    Map.of("left", Integer.toString(effective.get().split("\\|", -1).length)));
        }
    }

    private static void operation(Deed deed, String who, Telling telling) {
        switch (Privilege.operation(deed)) {
            case "PR_CAPBSET_DROP" -> telling.didOnceMore(who, "givingUp.bounding");
            case "PR_SET_NO_NEW_PRIVS" -> telling.did(who, "givingUp.noNewPrivileges", Map.of());
            case "PR_SET_SECCOMP" -> telling.did(who, "givingUp.filter", Map.of());
            case "PR_SET_SECUREBITS" -> telling.did(who, "givingUp.securebits", Map.of());
            case "PR_CAP_AMBIENT" -> telling.did(who, "givingUp.ambient", Map.of());
            default -> {}
        }
    }

    private void writes(Deed deed, String who, Telling telling) {
        String file = Shown.lastComponent(FileDeeds.file(deed));
        String value = deed.arguments().text("buf").strip();
        if (file.equals("cgroup.procs") || file.equals("tasks")) {
            String process = value.equals("0") ? Integer.toString(deed.pid()) : Shown.value(value);
            telling.did(who, "limiting.joined", Map.of("pid", process));
        } else {
            telling.did(who, "limiting.wrote", Map.of("file", Shown.value(file), "value", Shown.value(value)));
        }
    }
}
