package dev.sangja.runtime.linux;

import dev.sangja.runtime.journal.ArgumentValue;
import java.util.Arrays;
import java.util.Set;

/** The flags of clone(2), unshare(2) and setns(2) that are used here; values from {@code linux/sched.h}. */
public enum CloneFlag {
    CLONE_NEWTIME(0x0000_0080),
    /** Not a namespace: gives the thread a root, working directory and umask of its own. */
    CLONE_FS(0x0000_0200),
    CLONE_NEWNS(0x0002_0000),
    CLONE_NEWCGROUP(0x0200_0000),
    CLONE_NEWUTS(0x0400_0000),
    CLONE_NEWIPC(0x0800_0000),
    CLONE_NEWUSER(0x1000_0000),
    CLONE_NEWPID(0x2000_0000),
    CLONE_NEWNET(0x4000_0000);

    private final int bit;

    CloneFlag(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }

    static int mask(Set<CloneFlag> flags) {
        return flags.stream().mapToInt(CloneFlag::bit).reduce(0, (left, right) -> left | right);
    }

    static ArgumentValue value(Set<CloneFlag> flags) {
        return new ArgumentValue.Flags(
                Arrays.stream(values()).filter(flags::contains).map(Enum::name).toList(), 0);
    }
}
