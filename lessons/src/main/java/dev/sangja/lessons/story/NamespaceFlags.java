package dev.sangja.lessons.story;

import dev.sangja.runtime.receipt.NamespaceType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which flag of clone(2), unshare(2) and setns(2) stands for which kind of namespace. */
final class NamespaceFlags {
    private NamespaceFlags() {}

    static Optional<NamespaceType> of(String flag) {
        return switch (flag) {
            case "CLONE_NEWNS" -> Optional.of(NamespaceType.MNT);
            case "CLONE_NEWUTS" -> Optional.of(NamespaceType.UTS);
            case "CLONE_NEWIPC" -> Optional.of(NamespaceType.IPC);
            case "CLONE_NEWPID" -> Optional.of(NamespaceType.PID);
            case "CLONE_NEWNET" -> Optional.of(NamespaceType.NET);
            case "CLONE_NEWUSER" -> Optional.of(NamespaceType.USER);
            case "CLONE_NEWCGROUP" -> Optional.of(NamespaceType.CGROUP);
            case "CLONE_NEWTIME" -> Optional.of(NamespaceType.TIME);
            default -> Optional.empty();
        };
    }

    /** The kinds among those flags, in the order in which every picture shows them. */
    static List<NamespaceType> types(List<String> flags) {
        return flags.stream()
                .map(NamespaceFlags::of)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
    }

    /** The kind that a link of {@code /proc/PID/ns} names: {@code uts:[4026531838]}. */
    static Optional<NamespaceType> ofLink(String link) {
        return Arrays.stream(NamespaceType.values())
                .filter(type -> link.startsWith(type.fileName() + ":["))
                .findFirst();
    }
}
