package dev.sangja.runtime.dockerfile;

/** A text whose variables cannot be replaced; the message says why, in Docker's words. */
public final class SubstitutionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SubstitutionException(String message) {
        super(message);
    }
}
