package dev.sangja.runtime.dockerfile;

import static java.util.Objects.requireNonNull;

/** Something in a Dockerfile that cannot be used. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(requireNonNull(problem, "problem").english());
        this.problem = problem;
    }

    static ProblemException of(Mistake mistake, SourceSpan span, String... facts) {
        return new ProblemException(Problem.of(mistake, span, facts));
    }

    public Problem problem() {
        return problem;
    }
}
