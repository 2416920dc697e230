package dev.sangja.runtime.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An instruction as it is written.
 *
 * @param keyword its first word, in the writer's case
 * @param flags its options, in order
 * @param line its lines put together
 * @param bodyOffset where in that line its arguments begin, behind keyword and options
 * @param heredocs the heredocs behind it
 * @param original its lines as they stand in the file
 * @param lastLine its last line, heredocs included
 */
public record InstructionText(
        String keyword,
        List<FlagText> flags,
        LogicalLine line,
        int bodyOffset,
        List<Heredoc> heredocs,
        String original,
        int lastLine) {
    public InstructionText {
        requireNonNull(line, "line");
        flags = List.copyOf(flags);
        heredocs = List.copyOf(heredocs);
    }

    /**
     * One option, {@code --name=value}.
     *
     * @param value what stands behind the equals sign; the empty string if there is none
     * @param given whether there was an equals sign
     * @param from its offset in the instruction's line
     * @param to the offset behind it
     */
    public record FlagText(String name, String value, boolean given, int from, int to) {}

    public int firstLine() {
        return line.firstLine();
    }

    /** The arguments as they are written, put on one line. */
    public String body() {
        return line.text().substring(bodyOffset);
    }

    /** Where the arguments stand; the keyword if there are none. */
    public SourceSpan bodySpan() {
        return bodyOffset >= line.text().length()
                ? keywordSpan()
                : line.span(bodyOffset, line.text().length());
    }

    public SourceSpan keywordSpan() {
        return line.span(0, keyword.length());
    }

    SourceSpan span(FlagText flag) {
        return line.span(flag.from(), flag.to());
    }

    SourceSpan span(Words.Word word) {
        return line.span(word.from(), word.to());
    }
}
