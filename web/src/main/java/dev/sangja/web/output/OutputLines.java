package dev.sangja.web.output;

import dev.sangja.runtime.receipt.OutputStreamName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Output as lines of styled pieces. Sequences other than colours are dropped, control characters are made visible, and
 * a carriage return starts the line again. The page's script does the same to a stream; both pass the same cases.
 */
final class OutputLines {
    /** A control sequence, an operating system command, a string, or a short escape with its intermediates. */
    private static final Pattern SEQUENCE = Pattern.compile("\u001b(?:\\[([0-9;:<=>?]*)[ -/]*([@-~])"
            + "|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|[PX^_][^\\x1b]*\\x1b\\\\|[ -/]*[0-Z\\\\^-~])");

    private static final Pattern TOKEN = Pattern.compile("\r?\n|\r|[^\r\n]+");

    /** A carriage return on a wider or more colourful line ends it: writing over it for ever would take for ever. */
    private static final int WIDEST_REWRITTEN = 1024;

    private static final int MOST_PIECES_REWRITTEN = 32;

    private final List<Line> lines = new ArrayList<>();
    private final Map<OutputStreamName, AnsiStyle> styles = new EnumMap<>(OutputStreamName.class);
    private List<Run> open = new ArrayList<>();
    private OutputStreamName openStream = OutputStreamName.STDOUT;
    private int column = -1;
    private int width;

    private OutputLines() {}

    /** The lines of that output. */
    static List<Line> of(List<OutputChunk> chunks) {
        OutputLines output = new OutputLines();
        // Joined by stream where one follows the other, so that a sequence cut between chunks is whole again.
        int at = 0;
        while (at < chunks.size()) {
            OutputStreamName stream = chunks.get(at).stream();
            StringBuilder text = new StringBuilder();
            while (at < chunks.size() && chunks.get(at).stream() == stream) {
                text.append(chunks.get(at++).text());
            }
            output.take(stream, text.toString());
        }
        output.close();
        return List.copyOf(output.lines);
    }

    private void take(OutputStreamName stream, String text) {
        AnsiStyle style = styles.getOrDefault(stream, AnsiStyle.PLAIN);
        Matcher sequence = SEQUENCE.matcher(text);
        int from = 0;
        while (sequence.find()) {
            write(stream, text.substring(from, sequence.start()), style.classes());
            if ("m".equals(sequence.group(2))) {
                style = style.apply(sequence.group(1));
            }
            from = sequence.end();
        }
        write(stream, text.substring(from), style.classes());
        styles.put(stream, style);
    }

    private void write(OutputStreamName stream, String text, String classes) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String found = token.group();
            if (found.equals("\r")) {
                returnCarriage();
            } else if (found.endsWith("\n")) {
                begin(stream);
                close();
            } else {
                begin(stream);
                put(visible(found), classes);
            }
        }
    }

    private void returnCarriage() {
        if (width > WIDEST_REWRITTEN || open.size() > MOST_PIECES_REWRITTEN) {
            close();
        }
        column = Math.min(column, 0);
    }

    /** Makes sure that a line of that stream is open. */
    private void begin(OutputStreamName stream) {
        if (column >= 0 && openStream != stream) {
            close();
        }
        if (column < 0) {
            openStream = stream;
            column = 0;
        }
    }

    private void close() {
        if (column >= 0) {
            lines.add(new Line(openStream, open.stream().map(Run::piece).toList()));
            open = new ArrayList<>();
            column = -1;
            width = 0;
        }
    }

    private void put(String text, String classes) {
        if (column == width) {
            join(open, text, classes);
        } else {
            List<Run> over = new ArrayList<>();
            copy(0, column, over);
            join(over, text, classes);
            copy(column + text.length(), Integer.MAX_VALUE, over);
            open = over;
        }
        column += text.length();
        width = Math.max(width, column);
    }

    private void copy(int from, int to, List<Run> into) {
        int start = 0;
        for (Run run : open) {
            int length = run.text.length();
            int begin = Math.min(length, Math.max(0, from - start));
            int end = Math.min(length, Math.max(0, to - start));
            join(into, run.text.substring(begin, Math.max(begin, end)), run.classes);
            start += length;
        }
    }

    private static void join(List<Run> runs, String text, String classes) {
        if (text.isEmpty()) {
            return;
        }
        if (runs.isEmpty() || !runs.get(runs.size() - 1).classes.equals(classes)) {
            runs.add(new Run(new StringBuilder(), classes));
        }
        runs.get(runs.size() - 1).text.append(text);
    }

    /** Control characters as the pictures that Unicode has for them, from U+2400; tabs stay. */
    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == 0x7f) {
                shown.append('\u2421');
            } else if (letter < 0x20 && letter != '\t' && letter != 0x1b) {
                shown.append((char) (0x2400 + letter));
            } else if (letter != 0x1b) {
                shown.append(letter);
            }
        }
        return shown.toString();
    }

    /** One line of one stream. */
    record Line(OutputStreamName stream, List<Piece> pieces) {
        Line {
            pieces = List.copyOf(pieces);
        }
    }

    /** Text of one style. */
    record Piece(String text, String classes) {}

    /** A piece that still grows. */
    private record Run(StringBuilder text, String classes) {
        private Piece piece() {
            return new Piece(text.toString(), classes);
        }
    }
}
