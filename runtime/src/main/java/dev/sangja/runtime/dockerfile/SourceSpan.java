package dev.sangja.runtime.dockerfile;

/**
 * A piece of a Dockerfile. Lines and columns count from 1, columns in characters; the end column is just behind the
 * last character.
 */
public record SourceSpan(int line, int column, int endLine, int endColumn) {
    /** The whole of a file, for what is wrong with no place in particular. */
    public static final SourceSpan FILE = new SourceSpan(1, 1, 1, 1);
}
