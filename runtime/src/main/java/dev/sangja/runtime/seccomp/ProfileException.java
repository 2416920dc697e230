package dev.sangja.runtime.seccomp;

/** A seccomp profile cannot be used. The message says where in it, as a JSON pointer, and why; in English. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ProfileException(String message) {
        super(message);
    }

    public ProfileException(String message, Throwable cause) {
        super(message, cause);
    }
}
