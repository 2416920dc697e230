package dev.sangja.runtime.build;

import dev.sangja.runtime.dockerfile.SourceSpan;
import java.util.Optional;

/** A build that cannot go on; the message says why in Docker's words, without its prefixes. */
public final class BuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<SourceSpan> span;
    private final int exitCode;
    private final Optional<Hint> hint;

    /** What a learner may need to hear about it in words of our own. */
    public enum Hint {
        /** The path that was asked for lies outside of the context, or is not in it. */
        OUTSIDE_CONTEXT,
        /** Something would have to be fetched, and there is no network. */
        NO_NETWORK,
        /** The file is left out by {@code .dockerignore}. */
        IGNORED
    }

    private BuildException(String message, Optional<SourceSpan> span, int exitCode, Optional<Hint> hint) {
        super(message);
        this.span = span;
        this.exitCode = exitCode;
        this.hint = hint;
    }

    static BuildException of(String message) {
        return new BuildException(message, Optional.empty(), 0, Optional.empty());
    }

    static BuildException of(String message, Hint hint) {
        return new BuildException(message, Optional.empty(), 0, Optional.of(hint));
    }

    static BuildException at(String message, SourceSpan span) {
        return new BuildException(message, Optional.of(span), 0, Optional.empty());
    }

    /** The command of a RUN ended with something other than 0. */
    static BuildException ended(String command, int exitCode) {
        return new BuildException(
                "process \"" + command + "\" did not complete successfully: exit code: " + exitCode,
                Optional.empty(),
                exitCode,
                Optional.empty());
    }

    /** The same about that place, unless it has one. */
    BuildException in(SourceSpan place) {
        if (span.isPresent()) {
            return this;
        }
        BuildException placed = new BuildException(String.valueOf(getMessage()), Optional.of(place), exitCode, hint);
        placed.initCause(this);
        return placed;
    }

    /** Where in the Dockerfile; empty if it is about no place. */
    public Optional<SourceSpan> span() {
        return span;
    }

    /** What a RUN's command ended with; 0 if it is not about one. */
    public int exitCode() {
        return exitCode;
    }

    public Optional<Hint> hint() {
        return hint;
    }
}
