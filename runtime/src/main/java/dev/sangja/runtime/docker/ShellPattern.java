package dev.sangja.runtime.docker;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of Go's {@code path.Match}: {@code *} and {@code ?} stand for anything but a slash. */
final class ShellPattern {
    private ShellPattern() {}

    /** Whether the whole text matches. A pattern that makes no sense matches nothing. */
    static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char one = pattern.charAt(i);
            switch (one) {
                case '*' -> regex.append(regex.toString().endsWith("[^/]*+") ? "" : "[^/]*");
                case '?' -> regex.append("[^/]");
                case '[', ']', '-', '^' -> regex.append(one);
                case '\\' -> {
                    i++;
                    regex.append(i < pattern.length() ? Pattern.quote(pattern.substring(i, i + 1)) : "(?!)");
                }
                default -> regex.append(Pattern.quote(Character.toString(one)));
            }
        }
        try {
            return Pattern.matches(regex.toString(), text);
        } catch (PatternSyntaxException malformed) {
            return false;
        }
    }
}
