package dev.sangja.runtime.dockerfile;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The line of a file that a message is about, with a marker under the place. */
public final class Excerpt {
    private static final int WIDEST = 100;
    private static final int BEFORE = 40;
    private static final Set<Character.UnicodeScript> WIDE = EnumSet.of(
            Character.UnicodeScript.HANGUL,
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA);

    private Excerpt() {}

    /**
     * Two lines of text, each with its end: the line and the marker. A long line is cut on both sides of the place;
     * characters that would steer a terminal are shown as blanks.
     */
    public static String of(List<String> lines, SourceSpan span) {
        if (span.line() > lines.size()) {
            return "";
        }
        String line = lines.get(span.line() - 1);
        int at = Math.min(span.column() - 1, line.length());
        int from = line.length() <= WIDEST ? 0 : Math.max(0, at - BEFORE);
        int to = Math.min(line.length(), from + WIDEST);
        int end = span.endLine() > span.line() ? line.length() : span.endColumn() - 1;
        String shown = visible(line.substring(from, to));
        String head = from > 0 ? "…" : "";
        String number = String.format("%4d | ", span.line());
        int marks = Math.max(1, columns(visible(line.substring(at, Math.max(at, Math.min(end, to))))));
        int indent = columns(head) + columns(visible(line.substring(from, Math.max(from, at))));
        return number + head + shown + (to < line.length() ? "…" : "") + "\n" + " ".repeat(number.length() - 2) + "| "
                + " ".repeat(indent) + "^".repeat(marks) + "\n";
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            visible.append(Character.isISOControl(next) ? ' ' : next);
        }
        return visible.toString();
    }

    /** How many columns a terminal gives a text: two for Korean, Chinese and Japanese letters. */
    private static int columns(String text) {
        return text.codePoints().map(point -> isWide(point) ? 2 : 1).sum();
    }

    private static boolean isWide(int point) {
        Character.UnicodeScript script = Character.UnicodeScript.of(point);
        return WIDE.contains(script) || (point >= 0xFF00 && point <= 0xFF60);
    }
}
