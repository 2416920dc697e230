package dev.sangja.runtime.docker.template;

import dev.sangja.runtime.docker.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a template into tokens, with the trim markers and comments already taken out. See text/template/parse/lex.go.
 */
final class Lexer {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String WHITE_SPACE = " \t\r\n";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> lex(String text) {
        Lexer lexer = new Lexer(text);
        lexer.run();
        return lexer.tokens;
    }

    static int line(String text, int position) {
        return 1
                + (int) text.substring(0, Math.min(position, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private void run() {
        boolean trimNext = false;
        while (true) {
            int open = text.indexOf(OPEN, position);
            String between = text.substring(position, open < 0 ? text.length() : open);
            boolean trimBefore = open >= 0 && hasLeftTrim(open + OPEN.length());
            addText(between, trimNext, trimBefore);
            if (open < 0) {
                tokens.add(new Token(Kind.END, "", text.length()));
                return;
            }
            position = open + OPEN.length() + (trimBefore ? 1 : 0);
            trimNext = isComment() ? comment() : action(open);
        }
    }

    private void addText(String between, boolean trimLeft, boolean trimRight) {
        int start = 0;
        int end = between.length();
        while (trimLeft && start < end && isSpace(between.charAt(start))) {
            start++;
        }
        while (trimRight && end > start && isSpace(between.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            tokens.add(new Token(Kind.TEXT, between.substring(start, end), position + start));
        }
    }

    private boolean hasLeftTrim(int at) {
        return at + 1 < text.length() && text.charAt(at) == '-' && isSpace(text.charAt(at + 1));
    }

    /** Whether a closing mark stands here, with or without a trim marker. */
    private boolean atClose() {
        return text.startsWith(CLOSE, position) || atTrimmedClose();
    }

    private boolean atTrimmedClose() {
        return isSpace(current()) && text.startsWith("-" + CLOSE, position + 1);
    }

    private boolean isComment() {
        int at = position;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return text.startsWith("/*", at) && (at == position || text.charAt(position - 1) == '-');
    }

    private boolean comment() {
        int end = text.indexOf("*/", position);
        if (end < 0) {
            throw problem("unclosed comment");
        }
        position = end + 2;
        boolean trim = atTrimmedClose();
        if (!atClose()) {
            throw problem("comment ends before closing delimiter");
        }
        position += CLOSE.length() + (trim ? 2 : 0);
        return trim;
    }

    private boolean action(int open) {
        tokens.add(new Token(Kind.OPEN, OPEN, open));
        int depth = 0;
        while (!atClose()) {
            if (position >= text.length()) {
                throw problem("unclosed action");
            }
            Kind kind = token();
            depth += kind == Kind.LEFT_PARENTHESIS ? 1 : 0;
            depth -= kind == Kind.RIGHT_PARENTHESIS ? 1 : 0;
            if (depth < 0) {
                throw problem("unexpected right paren");
            }
        }
        if (depth > 0) {
            throw problem("unclosed left paren");
        }
        boolean trim = atTrimmedClose();
        tokens.add(new Token(Kind.CLOSE, CLOSE, position + (trim ? 2 : 0)));
        position += CLOSE.length() + (trim ? 2 : 0);
        return trim;
    }

    private Kind token() {
        char c = current();
        if (isSpace(c)) {
            int end = position;
            while (end < text.length() && isSpace(text.charAt(end)) && !text.startsWith("-" + CLOSE, end + 1)) {
                end++;
            }
            return add(Kind.SPACE, end);
        }
        return switch (c) {
            case '|' -> add(Kind.PIPE, position + 1);
            case '(' -> add(Kind.LEFT_PARENTHESIS, position + 1);
            case ')' -> add(Kind.RIGHT_PARENTHESIS, position + 1);
            case ',' -> add(Kind.COMMA, position + 1);
            case '=' -> add(Kind.ASSIGN, position + 1);
            case ':' -> declaration();
            case '"' -> quoted('"', Kind.STRING);
            case '\'' -> quoted('\'', Kind.CHARACTER);
            case '`' -> raw();
            case '$' -> add(Kind.VARIABLE, wordEnd(position + 1));
            case '.' -> dot();
            default -> wordOrNumber(c);
        };
    }

    private Kind declaration() {
        if (!text.startsWith(":=", position)) {
            throw problem("expected :=");
        }
        return add(Kind.DECLARE, position + 2);
    }

    private Kind dot() {
        int end = wordEnd(position + 1);
        if (end == position + 1) {
            return add(Kind.DOT, end);
        }
        return Character.isDigit(text.charAt(position + 1)) ? number() : add(Kind.FIELD, end);
    }

    private Kind wordOrNumber(char c) {
        if (Character.isDigit(c) || c == '+' || c == '-') {
            return number();
        }
        int end = wordEnd(position);
        if (end == position) {
            throw problem(String.format(Locale.ROOT, "unexpected bad character U+%04X '%c' in command", (int) c, c));
        }
        return add(Kind.WORD, end);
    }

    private Kind number() {
        int end = position + 1;
        while (end < text.length() && isNumberPart(end)) {
            end++;
        }
        return add(Kind.NUMBER, end);
    }

    private boolean isNumberPart(int at) {
        char c = text.charAt(at);
        boolean exponentSign = (c == '+' || c == '-') && Character.toLowerCase(text.charAt(at - 1)) == 'e';
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || exponentSign;
    }

    private Kind quoted(char quote, Kind kind) {
        int end = position + 1;
        while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length() || text.charAt(end) == '\n') {
            throw problem(kind == Kind.STRING ? "unterminated quoted string" : "unterminated character constant");
        }
        return add(kind, end + 1);
    }

    private Kind raw() {
        int end = text.indexOf('`', position + 1);
        if (end < 0) {
            throw problem("unterminated raw quoted string");
        }
        return add(Kind.STRING, end + 1);
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private Kind add(Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(position, end), position));
        position = end;
        return kind;
    }

    private char current() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private static boolean isSpace(char c) {
        return WHITE_SPACE.indexOf(c) >= 0;
    }

    private TemplateException problem(String message) {
        return TemplateException.parsing(line(text, position), message);
    }
}
