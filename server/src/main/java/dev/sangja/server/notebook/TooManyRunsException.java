package dev.sangja.server.notebook;

/** The learner has too many runs under way or waiting for the shell; this one was not begun. */
public final class TooManyRunsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyRunsException() {
        super("too many runs are under way");
    }
}
