package dev.sangja.runtime.layer;

import dev.sangja.runtime.receipt.TextDiff;
import dev.sangja.runtime.receipt.TextDiff.Line;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what two states of a file say, where both are short text: UTF-8 without zero bytes. */
public final class TextComparison {
    /** Longest text that is compared, in bytes. */
    public static final int LONGEST = 64 * 1024;

    private static final int CONTEXT = 3;
    private static final int MOST_LINES = 400;
    private static final int LONGEST_LINE = 1000;

    private TextComparison() {}

    /** The bytes as text; empty if they are none, or too many. */
    public static Optional<String> text(byte[] bytes) {
        if (bytes.length > LONGEST) {
            return Optional.empty();
        }
        for (byte one : bytes) {
            if (one == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    /** Lines that went and came, each with up to three that stayed around it. */
    public static TextDiff compare(String before, String after) {
        List<String> old = lines(before);
        List<String> young = lines(after);
        List<LineDifference.Edit> edits = LineDifference.between(old, young);
        boolean[] shown = nearChange(edits);
        List<Line> lines = new ArrayList<>();
        int cut = 0;
        int inOld = 0;
        int inYoung = 0;
        for (int i = 0; i < edits.size(); i++) {
            LineDifference.Edit edit = edits.get(i);
            String text = edit == LineDifference.Edit.ADD ? young.get(inYoung) : old.get(inOld);
            inOld += edit == LineDifference.Edit.ADD ? 0 : 1;
            inYoung += edit == LineDifference.Edit.REMOVE ? 0 : 1;
            if (shown[i] && lines.size() < MOST_LINES) {
                lines.add(new Line(kind(edit), shorten(text)));
            } else if (shown[i]) {
                cut++;
            }
        }
        return new TextDiff(lines, cut);
    }

    private static Line.Kind kind(LineDifference.Edit edit) {
        return switch (edit) {
            case KEEP -> Line.Kind.SAME;
            case REMOVE -> Line.Kind.REMOVED;
            case ADD -> Line.Kind.ADDED;
        };
    }

    private static boolean[] nearChange(List<LineDifference.Edit> edits) {
        boolean[] shown = new boolean[edits.size()];
        for (int i = 0; i < shown.length; i++) {
            if (edits.get(i) != LineDifference.Edit.KEEP) {
                for (int j = Math.max(0, i - CONTEXT); j < Math.min(shown.length, i + CONTEXT + 1); j++) {
                    shown[j] = true;
                }
            }
        }
        return shown;
    }

    /** Each with its line end, so that a last line without one differs from one that has it. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    private static String shorten(String line) {
        String plain = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        if (plain.length() <= LONGEST_LINE) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
        return plain.substring(0, end) + "…";
    }
}
