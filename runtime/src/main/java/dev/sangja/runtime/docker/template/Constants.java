package dev.sangja.runtime.docker.template;

import dev.sangja.runtime.docker.template.Token.Kind;

/** Reads the constants of a template, in Go's notation. */
final class Constants {
    private static final int OCTAL_DIGITS = 3;

    private Constants() {}

    static GoValue read(Token token, String template) {
        String text = token.text();
        try {
            if (token.is(Kind.NUMBER)) {
                return number(text);
            }
            if (text.startsWith("`")) {
                return GoValue.of(text.substring(1, text.length() - 1));
            }
            String value = unescape(text.substring(1, text.length() - 1));
            if (token.is(Kind.STRING)) {
                return GoValue.of(value);
            }
            if (value.codePointCount(0, value.length()) != 1) {
                throw new NumberFormatException("not one character");
            }
            return GoValue.of(value.codePointAt(0));
        } catch (NumberFormatException | StringIndexOutOfBoundsException malformed) {
            String what = token.is(Kind.NUMBER) ? "bad number syntax: \"" + text + "\"" : "invalid syntax";
            throw TemplateException.parsing(Lexer.line(template, token.position()), what);
        }
    }

    private static GoValue number(String text) {
        String digits = text.replace("_", "");
        boolean hexadecimal = digits.contains("0x") || digits.contains("0X");
        boolean real = digits.contains(".") || (!hexadecimal && (digits.contains("e") || digits.contains("E")));
        if (real) {
            char last = digits.charAt(digits.length() - 1);
            if (!Character.isDigit(last) && last != '.') {
                // Java would take 1.5f and 1.5d.
                throw new NumberFormatException(text);
            }
            return new GoValue.Real(Double.parseDouble(digits));
        }
        return GoValue.of(Long.decode(digits));
    }

    private static String unescape(String text) {
        StringBuilder value = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escape = text.charAt(at++);
            int length = switch (escape) {
                case 'x' -> 2;
                case 'u' -> 4;
                case 'U' -> 8;
                case '0', '1', '2', '3', '4', '5', '6', '7' -> OCTAL_DIGITS;
                default -> 0;
            };
            if (length == OCTAL_DIGITS) {
                value.appendCodePoint(Integer.parseInt(text.substring(at - 1, at - 1 + length), 8));
                at += length - 1;
            } else if (length > 0) {
                value.appendCodePoint(codePoint(text.substring(at, at + length)));
                at += length;
            } else {
                value.append(simple(escape));
            }
        }
        return value.toString();
    }

    private static int codePoint(String hexadecimal) {
        int codePoint = Integer.parseInt(hexadecimal, 16);
        if (!Character.isValidCodePoint(codePoint)) {
            throw new NumberFormatException("no such character");
        }
        return codePoint;
    }

    private static char simple(char escape) {
        return switch (escape) {
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            case '\\', '"', '\'' -> escape;
            default -> throw new NumberFormatException("no such escape");
        };
    }
}
