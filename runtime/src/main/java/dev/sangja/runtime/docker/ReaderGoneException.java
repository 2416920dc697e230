package dev.sangja.runtime.docker;

/** Nobody reads the client's output any more, as behind {@code docker ps | head -1}. */
final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException(Throwable cause) {
        super("nobody reads the output", cause);
    }
}
