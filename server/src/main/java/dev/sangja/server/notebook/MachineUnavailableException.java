package dev.sangja.server.notebook;

/** No machine could be started. The message is a fact in English: what was tried and what the system answered. */
public final class MachineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MachineUnavailableException(String fact) {
        super(fact);
    }

    public MachineUnavailableException(String fact, Throwable cause) {
        super(fact, cause);
    }
}
