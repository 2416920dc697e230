package dev.sangja.lessons.story;

/** Why an entry of the journal is counted and not told. */
public enum FoldReason {
    /** execve(2) that tried one directory of PATH after the other. */
    PATH_SEARCH("pathSearch"),
    /** wait4(2) and waitid(2). */
    WAITING("waiting"),
    /** Questions to the kernel that change nothing: what it can do, what is there already. */
    PROBING("probing"),
    /** Output of the programs, and writing into files that are open already. */
    WRITING("writing"),
    /** The shell's pipes, terminals and /dev/null. */
    SHELL_PLUMBING("shellPlumbing"),
    /** The docker command talking to the engine. */
    DOCKER_CLIENT("dockerClient"),
    /** What the engine needs for itself. */
    ENGINE_HOUSEKEEPING("engineHousekeeping"),
    /** Memory of a process. */
    MEMORY("memory"),
    /** Reading files and asking about them. */
    READING("reading"),
    /** Everything else that happens all the time. */
    EVERYDAY("everyday");

    private final String key;

    FoldReason(String key) {
        this.key = key;
    }

    /** The name of its text. */
    String key() {
        return key;
    }
}
