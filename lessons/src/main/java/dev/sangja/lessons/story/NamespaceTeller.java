package dev.sangja.lessons.story;

import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Breaking away, births, entering, naming, maps and clocks. */
final class NamespaceTeller implements Teller {
    /** Beyond so many, the kinds are listed instead of told one by one. */
    private static final int TOLD_APART = 3;

    private static final Set<NamespaceType> FOR_CHILDREN = Set.of(NamespaceType.PID, NamespaceType.TIME);

    private final Cast cast;
    private final Receipt receipt;

    NamespaceTeller(Cast cast, Receipt receipt) {
        this.cast = cast;
        this.receipt = receipt;
    }

    @Override
    public void tell(Deed deed, Telling telling) {
        String who = cast.subject(deed);
        switch (deed.name()) {
            case "unshare" -> breaksAway(deed, who, telling);
            case "clone", "clone3", "fork", "vfork" -> bears(deed, who, telling);
            case "setns" -> enters(deed, who, telling);
            case "sethostname" -> names(deed, who, telling);
            case "setdomainname" ->
                telling.did(
                        who,
                        "naming.domain",
                        Map.of("name", Shown.value(deed.arguments().text("name"))));
            case "write" -> writes(deed, who, telling);
            default -> {}
        }
    }

    /** At some levels the file is seen to be opened, and what is written into it is not. */
    @Override
    public void close(Draft draft, Telling telling) {
        boolean maps = draft.kind() == PhaseKind.MAPPING || draft.kind() == PhaseKind.CLOCKS;
        if (maps && draft.deeds().stream().noneMatch(deed -> deed.name().equals("write"))) {
            draft.deeds().stream()
                    .filter(deed -> deed.succeeded() && deed.name().startsWith("open"))
                    .forEach(deed -> telling.didTo(
                            cast.subject(deed), "mapping.opened", Shown.lastComponent(FileDeeds.file(deed))));
        }
    }

    private static void breaksAway(Deed deed, String who, Telling telling) {
        List<NamespaceType> types = NamespaceFlags.types(deed.arguments().flags("flags"));
        List<NamespaceType> own =
                types.stream().filter(type -> !FOR_CHILDREN.contains(type)).toList();
        if (own.size() > TOLD_APART) {
            telling.did(who, "breakingAway.many", Map.of("types", telling.allNames(fileNames(own))));
        } else {
            own.forEach(type -> telling.did(who, "breakingAway." + type.fileName(), Map.of()));
        }
        types.stream()
                .filter(FOR_CHILDREN::contains)
                .forEach(type -> telling.did(who, "breakingAway." + type.fileName(), Map.of()));
        if (types.isEmpty()) {
            telling.did(who, "breakingAway.other", Map.of());
        }
        if (types.contains(NamespaceType.PID) && !deed.byEngine()) {
            telling.sentence("breakingAway.pidStays", Map.of("pid", Integer.toString(deed.pid())));
        }
    }

    private static void bears(Deed deed, String who, Telling telling) {
        List<NamespaceType> own = NamespaceFlags.types(deed.arguments().allFlags());
        if (!own.isEmpty()) {
            telling.did(who, "birth.withNamespaces", Map.of("types", telling.allNames(fileNames(own))));
        }
        deed.birth().pid().ifPresent(pid -> {
            Map<String, String> values = Map.of("pid", Integer.toString(pid));
            if (deed.birth().first()) {
                telling.sentence("birth.first", values);
            } else if (deed.birth().newClock()) {
                telling.sentence("birth.newClock", values);
            } else {
                telling.sentence("birth.child", values);
            }
        });
    }

    private void enters(Deed deed, String who, Telling telling) {
        List<NamespaceType> types =
                new ArrayList<>(NamespaceFlags.types(deed.arguments().flags("nstype")));
        if (types.isEmpty()) {
            // setns(fd, 0) takes whatever kind the descriptor is of: 3<uts:[4026531838]>
            NamespaceFlags.ofLink(deed.setting().file()).ifPresent(types::add);
        }
        if (types.isEmpty()) {
            telling.did(who, "entering.some", Map.of());
        }
        Optional<String> target = Commands.option(deed.setting().argv(), "-t", "--target");
        String key =
                deed.byEngine() ? "entering.container" : target.isPresent() ? "entering.ofProcess" : "entering.one";
        Map<String, String> values =
                target.map(pid -> Map.of("pid", Shown.value(pid))).orElse(Map.of());
        types.forEach(type -> telling.didTo(who, key, values, type.fileName()));
        if (types.contains(NamespaceType.PID)) {
            telling.atLast("entering.pidForChildren", Map.of());
        }
        if (deed.byEngine()) {
            telling.atLast("entering.thatIsExec", Map.of());
        }
    }

    private void names(Deed deed, String who, Telling telling) {
        telling.did(
                who, "naming.set", Map.of("name", Shown.value(deed.arguments().text("name"))));
        String before = receipt.before().hostname();
        String after = receipt.after().hostname();
        if (!before.isEmpty() && before.equals(after)) {
            telling.atLast("naming.kept", Map.of("name", Shown.value(after)));
        } else if (!before.isEmpty() && !after.isEmpty()) {
            telling.atLast("naming.changed", Map.of("before", Shown.value(before), "after", Shown.value(after)));
        }
    }

    /** {@code 0 1000 1} into uid_map; {@code boottime 864000 0} or {@code 7 864000 0} into timens_offsets. */
    private static void writes(Deed deed, String who, Telling telling) {
        String file = Shown.lastComponent(FileDeeds.file(deed));
        String written = deed.arguments().text("buf").strip();
        for (String line : written.split("\n", -1)) {
            String[] words = line.strip().split("\\s+", -1);
            boolean map = file.endsWith("id_map") && words.length == 3;
            boolean clock = file.equals("timens_offsets") && words.length == 3;
            if (map) {
                telling.did(
                        who,
                        "mapping." + file,
                        Map.of("inside", number(words[0]), "outside", number(words[1]), "count", number(words[2])));
            } else if (clock) {
                String which = words[0].equals("boottime") || words[0].equals("7") ? "boottime" : "monotonic";
                telling.did(who, "clocks." + which, Map.of("seconds", number(words[1])));
            } else {
                telling.did(
                        who, "mapping.other", Map.of("file", Shown.value(file), "value", Shown.value(line.strip())));
            }
        }
    }

    private static String number(String word) {
        return Shown.value(word);
    }

    private static List<String> fileNames(List<NamespaceType> types) {
        return types.stream().map(NamespaceType::fileName).toList();
    }
}
