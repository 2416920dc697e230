package dev.sangja.runtime.docker.option;

/** Options that are understood one by one and make no sense; the message is Docker's. */
public final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OptionException(String message) {
        super(message);
    }
}
