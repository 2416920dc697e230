package dev.sangja.lessons.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into its words. */
final class Lexer {
    private static final Pattern WORD = Pattern.compile("\\s+"
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?<number>[0-9]+(?:\\.[0-9]+)?)"
            + "|\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\""
            + "|(?<sign>==|!=|<=|>=|[-<>=+|(),.:\\[\\]])");

    private final String source;

    Lexer(String source) {
        this.source = source;
    }

    /** The words, the last of which is the end. */
    List<Token> words() {
        List<Token> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(source);
        int at = 0;
        while (at < source.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new ExpressionException(source, at, "'" + source.charAt(at) + "' cannot stand here");
            }
            add(words, matcher, at);
            at = matcher.end();
        }
        words.add(new Token(Token.Form.END, "", source.length()));
        return words;
    }

    private static void add(List<Token> words, Matcher matcher, int at) {
        if (matcher.group("name") != null) {
            words.add(new Token(Token.Form.NAME, matcher.group("name"), at));
        } else if (matcher.group("number") != null) {
            words.add(new Token(Token.Form.NUMBER, matcher.group("number"), at));
        } else if (matcher.group("quoted") != null) {
            // Only the quote and the backslash are escaped: \d stays \d, so that regular expressions read naturally.
            words.add(new Token(Token.Form.QUOTED, matcher.group("quoted").replaceAll("\\\\([\"\\\\])", "$1"), at));
        } else if (matcher.group("sign") != null) {
            words.add(new Token(Token.Form.SIGN, matcher.group("sign"), at));
        }
    }
}
