package dev.sangja.lessons.check;

/** An expression that a lesson writer got wrong. The message names the place in it and what was expected there. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExpressionException(String source, int column, String problem) {
        super("\"" + source + "\", column " + (column + 1) + ": " + problem);
    }
}
