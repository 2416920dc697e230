package dev.sangja.runtime.store;

/** The store does not hold what it should: a blob that is missing or damaged, an image that makes no sense. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
