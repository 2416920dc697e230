package dev.sangja.lessons.check;

import java.util.List;
import java.util.Set;

/** Walks over the words of an expression. */
final class Cursor {
    private final String source;
    private final List<Token> words;
    private int at;

    Cursor(String source) {
        this.source = source;
        this.words = new Lexer(source).words();
    }

    String source() {
        return source;
    }

    Token peek() {
        return words.get(at);
    }

    Token next() {
        Token word = words.get(at);
        if (word.form() != Token.Form.END) {
            at++;
        }
        return word;
    }

    boolean accept(Token.Form form, String text) {
        if (!peek().is(form, text)) {
            return false;
        }
        at++;
        return true;
    }

    boolean acceptSign(String sign) {
        return accept(Token.Form.SIGN, sign);
    }

    boolean acceptName(String name) {
        return accept(Token.Form.NAME, name);
    }

    void expectSign(String sign) {
        if (!acceptSign(sign)) {
            throw unexpected("'" + sign + "'");
        }
    }

    String expectName(String what) {
        if (peek().form() != Token.Form.NAME) {
            throw unexpected(what);
        }
        return next().text();
    }

    String expectOneOf(Set<String> names, String what) {
        Token word = peek();
        if (word.form() != Token.Form.NAME || !names.contains(word.text())) {
            throw unexpected(what + ", one of "
                    + String.join(", ", names.stream().sorted().toList()));
        }
        return next().text();
    }

    ExpressionException unexpected(String wanted) {
        return error(peek(), "expected " + wanted + ", found " + peek().shown());
    }

    ExpressionException error(Token word, String problem) {
        return new ExpressionException(source, word.column(), problem);
    }
}
