package dev.sangja.runtime.docker.template;

import dev.sangja.runtime.docker.template.Token.Kind;
import java.util.List;

/** A template's tokens, read one after the other. */
final class Tokens {
    private final List<Token> tokens;
    private int next;

    Tokens(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        return tokens.get(next++);
    }

    void skipSpace() {
        while (peek().is(Kind.SPACE)) {
            next++;
        }
    }

    /** The keyword behind the opening mark that stands here, without taking it. */
    String keyword() {
        int at = next + 1;
        while (tokens.get(at).is(Kind.SPACE)) {
            at++;
        }
        return tokens.get(at).is(Kind.WORD) ? tokens.get(at).text() : "";
    }

    /** This place, to come back to. */
    int mark() {
        return next;
    }

    void reset(int mark) {
        next = mark;
    }
}
