package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.ArgumentValue;
import java.util.Arrays;
import java.util.Set;

/** The flags of mount(2); values from {@code linux/mount.h}. */
public enum MountFlag {
    MS_RDONLY(1),
    MS_NOSUID(2),
    MS_NODEV(4),
    MS_NOEXEC(8),
    MS_REMOUNT(32),
    MS_NOSYMFOLLOW(256),
    MS_NOATIME(1024),
    MS_BIND(4096),
    MS_MOVE(8192),
    MS_REC(16384),
    MS_UNBINDABLE(1 << 17),
    MS_PRIVATE(1 << 18),
    MS_SLAVE(1 << 19),
    MS_SHARED(1 << 20),
    MS_RELATIME(1 << 21),
    MS_STRICTATIME(1 << 24);

    private final long bit;

    MountFlag(long bit) {
        this.bit = bit;
    }

    static long mask(Set<MountFlag> flags) {
        return flags.stream().mapToLong(flag -> flag.bit).reduce(0, (left, right) -> left | right);
    }

    static ArgumentValue value(Set<MountFlag> flags) {
        return new ArgumentValue.Flags(
                Arrays.stream(values()).filter(flags::contains).map(Enum::name).toList(), 0);
    }
}
