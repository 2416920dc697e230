package dev.sangja.runtime.docker.template;

/** A function that cannot work with its arguments; the executor says which one and where. */
final class FunctionProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    FunctionProblem(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
