package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a text at its white space, one word after the other. For one thread. */
final class Words {
    /**
     * A word and where it stands.
     *
     * @param from offset of its first character
     * @param to offset behind its last one
     */
    record Word(String text, int from, int to) {
        boolean is(String name) {
            return text.equalsIgnoreCase(name);
        }
    }

    private final String text;
    private final char escape;
    private int at;
    private boolean unclosed;

    Words(String text) {
        this(text, 0, '\\');
    }

    Words(String text, int from, char escape) {
        this.text = text;
        this.at = from;
        this.escape = escape;
    }

    /** The next word up to white space, whatever it consists of. */
    Optional<Word> next() {
        int from = skip();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return word(from);
    }

    /** The next word; white space within quotes or behind an escape belongs to it. */
    Optional<Word> nextQuoted() {
        int from = skip();
        char quote = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (quote == 0 && Character.isWhitespace(next)) {
                break;
            }
            if (next == escape && quote != '\'') {
                at = Math.min(at + 2, text.length());
                continue;
            }
            if (quote != 0 && next == quote) {
                quote = 0;
            } else if (quote == 0 && (next == '"' || next == '\'')) {
                quote = next;
            }
            at++;
        }
        unclosed = unclosed || quote != 0;
        return word(from);
    }

    /** Whether a quote was opened and never closed. */
    boolean unclosed() {
        return unclosed;
    }

    /** Where the next character that is no white space stands. */
    int skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** All words that are left. */
    List<Word> rest() {
        List<Word> rest = new ArrayList<>();
        for (Optional<Word> word = next(); word.isPresent(); word = next()) {
            rest.add(word.get());
        }
        return rest;
    }

    /** All words that are left, quotes and escapes kept together. */
    List<Word> restQuoted() {
        List<Word> rest = new ArrayList<>();
        for (Optional<Word> word = nextQuoted(); word.isPresent(); word = nextQuoted()) {
            rest.add(word.get());
        }
        return rest;
    }

    private Optional<Word> word(int from) {
        return at > from ? Optional.of(new Word(text.substring(from, at), from, at)) : Optional.empty();
    }
}
