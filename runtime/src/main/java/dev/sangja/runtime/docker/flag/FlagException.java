package dev.sangja.runtime.docker.flag;

/** A command line that cannot be understood; the message is pflag's. */
public final class FlagException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FlagException(String message) {
        super(message);
    }
}
