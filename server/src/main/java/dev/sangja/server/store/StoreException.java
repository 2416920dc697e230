package dev.sangja.server.store;

/** The database did not do what it was asked. The message says what was being attempted. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreException(String attempted, Throwable cause) {
        super("could not " + attempted, cause);
    }
}
