package dev.sangja.runtime.machine;

/** The machine has ended, so what was asked of it was not done. The cause is a fact in English. */
public final class MachineGoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MachineGoneException(String cause) {
        super(cause);
    }
}
