package dev.sangja.runtime.linux;

/**
 * Numbers of the system calls that the C library does not wrap, or wraps for all threads at once; from
 * {@code asm/unistd_64.h} and {@code asm-generic/unistd.h}.
 */
enum CallNumber {
    CAPGET(125, 90),
    CAPSET(126, 91),
    GETTID(186, 178),
    TGKILL(234, 131),
    PTRACE(101, 117),
    PIVOT_ROOT(155, 41),
    SECCOMP(317, 277),
    STATX(332, 291),
    SETGROUPS(116, 159),
    SETRESGID(119, 149),
    SETRESUID(117, 147),
    PIDFD_SEND_SIGNAL(424, 424),
    OPEN_TREE(428, 428),
    MOVE_MOUNT(429, 429),
    PIDFD_OPEN(434, 434),
    PIDFD_GETFD(438, 438),
    MOUNT_SETATTR(442, 442);

    private final int onX86;
    private final int onArm;

    CallNumber(int onX86, int onArm) {
        this.onX86 = onX86;
        this.onArm = onArm;
    }

    long on(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> onX86;
            case AARCH64 -> onArm;
        };
    }
}
