package dev.sangja.runtime.docker.template;

/**
 * A piece of a template.
 *
 * @param text as it stands there, or the text between actions
 * @param position of its first character
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        /** What stands between actions. */
        TEXT,
        OPEN,
        CLOSE,
        /** {@code .Name}. */
        FIELD,
        /** A dot alone. */
        DOT,
        /** {@code $} or {@code $name}. */
        VARIABLE,
        /** A function or a keyword. */
        WORD,
        STRING,
        CHARACTER,
        NUMBER,
        PIPE,
        LEFT_PARENTHESIS,
        RIGHT_PARENTHESIS,
        /** {@code :=}. */
        DECLARE,
        /** {@code =}. */
        ASSIGN,
        COMMA,
        /** White space inside an action, which separates arguments. */
        SPACE,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }
}
