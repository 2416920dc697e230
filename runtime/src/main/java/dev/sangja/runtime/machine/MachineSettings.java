package dev.sangja.runtime.machine;

/**
 * The bounds of one machine.
 *
 * @param memoryBytes how much memory the learner's side may use
 * @param processes how many processes and threads may live in it
 * @param cpus how many processors it may use
 * @param diskBytes how much its writable layers may hold
 * @param openFiles how many files one process may hold open
 */
public record MachineSettings(long memoryBytes, int processes, double cpus, long diskBytes, int openFiles) {
    /** What the lessons need. */
    public static MachineSettings standard() {
        return new MachineSettings(512L << 20, 256, 1.0, 512L << 20, 1024);
    }
}
