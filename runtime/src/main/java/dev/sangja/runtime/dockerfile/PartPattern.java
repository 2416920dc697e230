package dev.sangja.runtime.dockerfile;

/** The pattern of one part of a path, as Go's filepath.Match has them. */
final class PartPattern {
    private PartPattern() {}

    /** Refuses a pattern that is none: an unclosed bracket, an escape of nothing. */
    static void check(String part, String whole) {
        for (int i = 0; i < part.length(); i++) {
            char next = part.charAt(i);
            if (next == '\\') {
                i++;
                if (i >= part.length()) {
                    throw new IllegalArgumentException("syntax error in pattern: " + whole);
                }
            } else if (next == '[') {
                i = classEnd(part, i);
                if (i < 0) {
                    throw new IllegalArgumentException("syntax error in pattern: " + whole);
                }
            }
        }
    }

    /** Where a bracket that opens there closes; -1 if it does not. */
    private static int classEnd(String part, int open) {
        int at = open + 1;
        if (at < part.length() && part.charAt(at) == '^') {
            at++;
        }
        int first = at;
        while (at < part.length()) {
            char next = part.charAt(at);
            if (next == ']' && at > first) {
                return at;
            }
            if (next == '\\') {
                at++;
            }
            at++;
        }
        return -1;
    }

    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            int step = p < pattern.length() && pattern.charAt(p) != '*' ? step(pattern, p, name.charAt(n)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = n;
            } else if (step > 0) {
                p = step;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on if what stands there matches the character; -1 if it does not. */
    private static int step(String pattern, int at, char name) {
        char next = pattern.charAt(at);
        if (next == '?') {
            return at + 1;
        }
        if (next == '\\') {
            return pattern.charAt(at + 1) == name ? at + 2 : -1;
        }
        if (next == '[') {
            int end = classEnd(pattern, at);
            boolean negated = pattern.charAt(at + 1) == '^';
            return inClass(pattern, at + (negated ? 2 : 1), end, name) != negated ? end + 1 : -1;
        }
        return next == name ? at + 1 : -1;
    }

    private static boolean inClass(String pattern, int from, int end, char name) {
        int at = from;
        while (at < end) {
            if (pattern.charAt(at) == '\\') {
                at++;
            }
            char low = pattern.charAt(at++);
            char high = low;
            if (at + 1 < end && pattern.charAt(at) == '-') {
                at++;
                if (pattern.charAt(at) == '\\') {
                    at++;
                }
                high = pattern.charAt(at++);
            }
            if (low <= name && name <= high) {
                return true;
            }
        }
        return false;
    }
}
