package dev.sangja.lessons.story;

/** What a phase of a run is about. */
public enum PhaseKind {
    /** unshare(2). */
    BREAKING_AWAY("breakingAway"),
    /** A child that is born into a namespace of its own, or a birth that failed. */
    BIRTH("birth"),
    /** proc(5) mounted for a new PID namespace. */
    OWN_PROC("ownProc"),
    /** Mount propagation cut off. */
    PRIVATE_MOUNTS("privateMounts"),
    /** overlayfs mounted. */
    STACKING("stacking"),
    /** Any other mount or unmount. */
    MOUNTING("mounting"),
    /** chroot(2), or pivot_root(2) and what it leaves behind. */
    NEW_ROOT("newRoot"),
    /** sethostname(2). */
    NAMING("naming"),
    /** execve(2) by processes that do more than run one program. */
    BECOMING("becoming"),
    /** Children that did nothing but run a program. */
    RUNNING("running"),
    /** setns(2). */
    ENTERING("entering"),
    /** rtnetlink(7). */
    WIRING("wiring"),
    /** bind(2), listen(2). */
    LISTENING("listening"),
    /** connect(2). */
    CONNECTING("connecting"),
    /** System V and POSIX queues, semaphores and shared memory. */
    MAILBOX("mailbox"),
    /** User and group ids. */
    IDENTITY("identity"),
    /** Capabilities, no_new_privs, seccomp. */
    GIVING_UP("givingUp"),
    /** uid_map, gid_map, setgroups. */
    MAPPING("mapping"),
    /** timens_offsets. */
    CLOCKS("clocks"),
    /** Control groups and rlimits. */
    LIMITING("limiting"),
    /** kill(2). */
    SIGNALLING("signalling"),
    /** Files written, removed, renamed, and their attributes. */
    FILES("files"),
    /** Any other call that the kernel refused. */
    REFUSED("refused"),
    /** A process ended by a signal. */
    ENDING("ending"),
    /** The engine stops a container. */
    STOPPING("stopping"),
    /** The engine takes away what a container leaves behind. */
    CLEARING("clearing"),
    /** More phases than can be told one by one. */
    REST("rest");

    private final String key;

    PhaseKind(String key) {
        this.key = key;
    }

    /** The name of its texts. */
    String key() {
        return key;
    }
}
