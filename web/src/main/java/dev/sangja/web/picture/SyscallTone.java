package dev.sangja.web.picture;

import dev.sangja.runtime.journal.ArgumentValue;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.receipt.NamespaceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which kind of namespace a flag or a call is about, if it is about one: that gives it its colour. */
public final class SyscallTone {
    /** The flags of clone(2) that make or name a namespace, see {@code linux/sched.h}. */
    private static final Map<String, NamespaceType> CLONE_FLAGS = Map.of(
            "CLONE_NEWNS", NamespaceType.MNT,
            "CLONE_NEWUTS", NamespaceType.UTS,
            "CLONE_NEWIPC", NamespaceType.IPC,
            "CLONE_NEWPID", NamespaceType.PID,
            "CLONE_NEWNET", NamespaceType.NET,
            "CLONE_NEWUSER", NamespaceType.USER,
            "CLONE_NEWCGROUP", NamespaceType.CGROUP,
            "CLONE_NEWTIME", NamespaceType.TIME);

    /** The flags of mount(2) that change how mounts spread between namespaces, see mount_namespaces(7). */
    private static final Set<String> PROPAGATION =
            Set.of("MS_PRIVATE", "MS_SLAVE", "MS_SHARED", "MS_UNBINDABLE", "MS_REC");

    private static final Map<String, NamespaceType> CALLS = Map.ofEntries(
            Map.entry("mount", NamespaceType.MNT),
            Map.entry("umount2", NamespaceType.MNT),
            Map.entry("pivot_root", NamespaceType.MNT),
            Map.entry("chroot", NamespaceType.MNT),
            Map.entry("move_mount", NamespaceType.MNT),
            Map.entry("fsmount", NamespaceType.MNT),
            Map.entry("open_tree", NamespaceType.MNT),
            Map.entry("mount_setattr", NamespaceType.MNT),
            Map.entry("sethostname", NamespaceType.UTS),
            Map.entry("setdomainname", NamespaceType.UTS),
            Map.entry("msgget", NamespaceType.IPC),
            Map.entry("semget", NamespaceType.IPC),
            Map.entry("shmget", NamespaceType.IPC),
            Map.entry("bind", NamespaceType.NET),
            Map.entry("listen", NamespaceType.NET),
            Map.entry("connect", NamespaceType.NET),
            Map.entry("socket", NamespaceType.NET));

    private SyscallTone() {}

    /** The kind that a flag is about; {@code together} are all flags of its argument. */
    public static Optional<NamespaceType> ofFlag(String flag, List<String> together) {
        Optional<NamespaceType> made = Optional.ofNullable(CLONE_FLAGS.get(flag));
        if (made.isPresent()) {
            return made;
        }
        boolean spreads = PROPAGATION.contains(flag)
                && together.stream().anyMatch(other -> PROPAGATION.contains(other) && !other.equals("MS_REC"));
        return spreads ? Optional.of(NamespaceType.MNT) : Optional.empty();
    }

    /** The kind that a whole call is about: empty if it is about none, or about several. */
    public static Optional<NamespaceType> ofCall(JournalEntry entry) {
        Set<NamespaceType> flagged = entry.call().arguments().stream()
                .map(argument -> argument.value())
                .filter(ArgumentValue.Flags.class::isInstance)
                .map(ArgumentValue.Flags.class::cast)
                .flatMap(flags -> flags.names().stream())
                .map(CLONE_FLAGS::get)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        if (flagged.size() == 1) {
            return Optional.of(flagged.iterator().next());
        }
        return flagged.isEmpty() ? Optional.ofNullable(CALLS.get(entry.call().name())) : Optional.empty();
    }
}
