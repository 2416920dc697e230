package dev.sangja.runtime.linux;

import java.util.Set;

/**
 * The arguments of one mount(2).
 *
 * @param source what is mounted; empty for none
 * @param target where
 * @param type the file system's type; empty for none
 * @param flags how
 * @param data the file system's own options; empty for none
 */
public record MountRequest(String source, String target, String type, Set<MountFlag> flags, String data) {
    public MountRequest {
        flags = Set.copyOf(flags);
    }

    /** Makes every mount under the target private, so that no mount or unmount spreads. */
    public static MountRequest privately(String target) {
        return new MountRequest("", target, "", Set.of(MountFlag.MS_REC, MountFlag.MS_PRIVATE), "");
    }

    /** Shows the source, and all that is mounted below it, at the target too. */
    public static MountRequest bind(String source, String target) {
        return new MountRequest(source, target, "", Set.of(MountFlag.MS_BIND, MountFlag.MS_REC), "");
    }

    /** Makes an existing bind mount read-only. */
    public static MountRequest readOnlyBind(String target) {
        return new MountRequest(
                "",
                target,
                "",
                Set.of(
                        MountFlag.MS_REMOUNT,
                        MountFlag.MS_BIND,
                        MountFlag.MS_RDONLY,
                        MountFlag.MS_NOSUID,
                        MountFlag.MS_NODEV),
                "");
    }

    /** A new memory file system. */
    public static MountRequest tmpfs(String target, Set<MountFlag> flags, String data) {
        return new MountRequest("tmpfs", target, "tmpfs", flags, data);
    }
}
