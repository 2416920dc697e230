package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of a shell's parameter expansion: {@code *} is any text, {@code ?} any character, {@code \} takes the
 * meaning of what follows. Source: POSIX, Shell Command Language, 2.14, without brackets. Matches in time bounded by
 * the product of the lengths, with no backtracking.
 */
final class ShellPattern {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;
    private static final long MOST_WORK = 20_000_000;

    private final int[] tokens;
    private long work;

    private ShellPattern(int[] tokens) {
        this.tokens = tokens;
    }

    /** Reads a pattern; {@link SubstitutionException} for an escape of something that needs none. */
    static ShellPattern of(String pattern) {
        List<Integer> tokens = new ArrayList<>();
        for (int i = 0; i < pattern.length(); i++) {
            char next = pattern.charAt(i);
            if (next == '*') {
                tokens.add(ANY_TEXT);
            } else if (next == '?') {
                tokens.add(ANY_CHARACTER);
            } else if (next == '\\' && i + 1 < pattern.length()) {
                char escaped = pattern.charAt(++i);
                if ("*?\\}/".indexOf(escaped) < 0) {
                    throw new SubstitutionException(
                            "invalid pattern (" + pattern + ") in substitution: invalid escape '\\" + escaped + "'");
                }
                tokens.add((int) escaped);
            } else {
                tokens.add((int) next);
            }
        }
        return new ShellPattern(tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The value without the shortest or longest beginning that matches. */
    String withoutPrefix(String value, boolean longest) {
        int end = end(value, 0, longest);
        return end < 0 ? value : value.substring(end);
    }

    /** The value without the shortest or longest end that matches. */
    String withoutSuffix(String value, boolean longest) {
        int[] turned = new int[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            turned[i] = tokens[tokens.length - 1 - i];
        }
        String reversed = reverse(value);
        return reverse(new ShellPattern(turned).withoutPrefix(reversed, longest));
    }

    /** The value with the first or every longest match replaced. */
    String replace(String value, String replacement, boolean all) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        boolean more = true;
        while (at <= value.length()) {
            int end = more ? end(value, at, true) : -1;
            if (end >= 0) {
                result.append(replacement);
                more = all;
            }
            if (end > at) {
                at = end;
            } else {
                if (at < value.length()) {
                    result.append(value.charAt(at));
                }
                at++;
            }
            if (end >= 0 && end == value.length()) {
                break;
            }
        }
        return result.toString();
    }

    /** Where a match that begins there ends; -1 if there is none. */
    private int end(String value, int from, boolean longest) {
        int length = value.length() - from;
        boolean[] reached = new boolean[length + 1];
        reached[0] = true;
        for (int token : tokens) {
            work += length + 1;
            if (work > MOST_WORK) {
                throw new SubstitutionException("the pattern is too costly for a value of this length");
            }
            reached = step(reached, token, value, from);
        }
        int found = -1;
        for (int i = 0; i <= length; i++) {
            if (reached[i]) {
                found = from + i;
                if (!longest) {
                    break;
                }
            }
        }
        return found;
    }

    private static boolean[] step(boolean[] reached, int token, String value, int from) {
        boolean[] next = new boolean[reached.length];
        if (token == ANY_TEXT) {
            int first = 0;
            while (first < reached.length && !reached[first]) {
                first++;
            }
            Arrays.fill(next, first, next.length, true);
            return next;
        }
        for (int i = 0; i + 1 < reached.length; i++) {
            next[i + 1] = reached[i] && (token == ANY_CHARACTER || value.charAt(from + i) == token);
        }
        return next;
    }

    private static String reverse(String text) {
        // Not StringBuilder.reverse, which keeps surrogate pairs together: this is undone by doing it again.
        char[] turned = new char[text.length()];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = text.charAt(turned.length - 1 - i);
        }
        return new String(turned);
    }
}
