package dev.sangja.runtime.seccomp;

import static java.util.Objects.requireNonNull;

/**
 * What a filter answers.
 *
 * @param kind what the kernel does
 * @param data the errno of {@link Kind#ERRNO}, or the message to the tracer of {@link Kind#TRACE}; 0 elsewhere
 */
public record Action(Kind kind, int data) {
    /** The largest errno that the kernel hands back; {@code MAX_ERRNO} of {@code linux/err.h}. */
    static final int MAXIMUM_ERRNO = 4095;

    private static final int EPERM = 1;
    private static final int DATA_MASK = 0xffff;

    /** The call is made. */
    public static final Action ALLOW = new Action(Kind.ALLOW, 0);

    /** The whole process is killed by SIGSYS. */
    public static final Action KILL_PROCESS = new Action(Kind.KILL_PROCESS, 0);

    /** The actions of {@code linux/seccomp.h}, each with its name in OCI profiles. */
    public enum Kind {
        KILL_PROCESS(0x80000000, "SCMP_ACT_KILL_PROCESS"),
        KILL_THREAD(0x00000000, "SCMP_ACT_KILL_THREAD"),
        TRAP(0x00030000, "SCMP_ACT_TRAP"),
        ERRNO(0x00050000, "SCMP_ACT_ERRNO"),
        TRACE(0x7ff00000, "SCMP_ACT_TRACE"),
        LOG(0x7ffc0000, "SCMP_ACT_LOG"),
        ALLOW(0x7fff0000, "SCMP_ACT_ALLOW");

        private final int value;
        private final String profileName;

        Kind(int value, String profileName) {
            this.value = value;
            this.profileName = profileName;
        }

        /** Its name in OCI and Docker profiles. */
        public String profileName() {
            return profileName;
        }

        boolean takesData() {
            return this == ERRNO || this == TRACE;
        }
    }

    public Action {
        requireNonNull(kind, "kind");
        if (data < 0 || data > DATA_MASK || (kind == Kind.ERRNO && data > MAXIMUM_ERRNO)) {
            throw new IllegalArgumentException("seccomp action data out of range: " + data);
        }
    }

    /** The call fails with that errno, without being made. */
    public static Action errno(int errno) {
        return new Action(Kind.ERRNO, errno);
    }

    /** The action of that kind with the data that OCI profiles mean when they name none: EPERM. */
    static Action ofKind(Kind kind) {
        return new Action(kind, kind.takesData() ? EPERM : 0);
    }

    /** Whether the call is made, be it watched. */
    boolean letsTheCallHappen() {
        return kind == Kind.ALLOW || kind == Kind.LOG || kind == Kind.TRACE;
    }

    /** What a filter returns for it: the action in the high half, its data in the low. */
    int returnValue() {
        return kind.value | data;
    }

    /** The action that the kernel takes for a filter's return value; it kills for one that it does not know. */
    static Action ofReturnValue(int value) {
        for (Kind kind : Kind.values()) {
            if (kind.value == (value & ~DATA_MASK)) {
                int data = kind.takesData() ? value & DATA_MASK : 0;
                return new Action(kind, kind == Kind.ERRNO ? Math.min(data, MAXIMUM_ERRNO) : data);
            }
        }
        return KILL_PROCESS;
    }

    /** The action in words a profile would use, such as {@code SCMP_ACT_ERRNO(1)}. */
    public String render() {
        return kind.takesData() ? kind.profileName + "(" + data + ")" : kind.profileName;
    }
}
