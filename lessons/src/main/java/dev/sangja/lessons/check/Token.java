package dev.sangja.lessons.check;

/**
 * A word of an expression.
 *
 * @param form what kind of word it is
 * @param text the word; of a quoted text, what stands between the quotes
 * @param column where it begins, from 0
 */
record Token(Form form, String text, int column) {
    /** The kinds of words. */
    enum Form {
        NAME,
        NUMBER,
        QUOTED,
        SIGN,
        END
    }

    boolean is(Form wanted, String wantedText) {
        return form == wanted && text.equals(wantedText);
    }

    /** How it is named in a message to the writer. */
    String shown() {
        return switch (form) {
            case END -> "the end";
            case QUOTED -> "\"" + text + "\"";
            case NAME, NUMBER, SIGN -> "'" + text + "'";
        };
    }
}
