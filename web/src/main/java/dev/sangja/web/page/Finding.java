package dev.sangja.web.page;

/**
 * One thing that this computer has or lacks.
 *
 * @param state whether it is there
 * @param name what it is, such as {@code user namespaces}
 * @param found what was measured, a fact
 * @param effect what is not possible without it; empty if nothing
 * @param remedy what to do, with commands in backticks; empty if nothing can be done
 */
public record Finding(State state, String name, String found, String effect, String remedy) {
    /** How well something is there. */
    public enum State {
        THERE,
        DEGRADED,
        MISSING
    }
}
