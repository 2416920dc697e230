package dev.sangja.runtime.docker;

/** A call that comes to nothing: what to say about it on the error stream, and the exit code. */
final class VerbFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final int exitCode;

    VerbFailure(String text, int exitCode) {
        super(text);
        this.text = text;
        this.exitCode = exitCode;
    }

    String text() {
        return text;
    }

    int exitCode() {
        return exitCode;
    }
}
