package dev.sangja.runtime.machine;

/** A machine could not be made; the message says at which stage and what the tools said, in English. */
public final class MachineLaunchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MachineLaunchException(String message) {
        super(message);
    }

    public MachineLaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
