package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the lines of a file together to statements: joins continued lines, leaves out comments, and reads heredocs. In
 * time proportional to the file. For one thread.
 */
final class LineReader {
    private final String[] lines;
    private final char escape;
    private final List<Problem> problems;
    private final List<Finding> findings;
    private int next;

    LineReader(String[] lines, int first, char escape, List<Problem> problems, List<Finding> findings) {
        this.lines = lines;
        this.next = first;
        this.escape = escape;
        this.problems = problems;
        this.findings = findings;
    }

    /** The next statement; empty at the end of the file. */
    Optional<Statement> next() {
        List<LogicalLine.Comment> comments = new ArrayList<>();
        while (next < lines.length) {
            String line = lines[next];
            int start = indent(line);
            if (start == line.length()) {
                comments.clear();
                next++;
            } else if (line.charAt(start) == '#') {
                comments.add(new LogicalLine.Comment(
                        next + 1, line.substring(start + 1).strip()));
                next++;
            } else {
                return Optional.of(statement(comments));
            }
        }
        return Optional.empty();
    }

    private Statement statement(List<LogicalLine.Comment> comments) {
        int first = next;
        LogicalLine joined = join(comments);
        List<Heredoc> heredocs = new ArrayList<>();
        for (HeredocMark mark : HeredocMark.in(joined)) {
            Optional<Heredoc> heredoc = heredoc(mark);
            if (heredoc.isEmpty()) {
                SourceSpan span = joined.span(mark.from(), mark.to());
                problems.add(Problem.of(Mistake.UNTERMINATED_HEREDOC, span, mark.name()));
                break;
            }
            heredocs.add(heredoc.get());
        }
        StringBuilder original = new StringBuilder();
        for (int i = first; i < next; i++) {
            original.append(i == first ? "" : "\n").append(lines[i]);
        }
        return new Statement(joined, heredocs, original.toString());
    }

    private LogicalLine join(List<LogicalLine.Comment> comments) {
        LogicalLine.Builder builder = new LogicalLine.Builder(next + 1, comments);
        int indent = indent(lines[next]);
        int end = continuation(lines[next]);
        builder.add(
                lines[next].substring(Math.min(indent, end < 0 ? lines[next].length() : end), whole(end)),
                next + 1,
                indent + 1);
        next++;
        boolean open = end >= 0;
        boolean gap = false;
        while (open && next < lines.length) {
            String line = lines[next];
            int start = indent(line);
            if (start == line.length()) {
                // Behind the last line of a file there is nothing: its end is no empty line.
                gap = gap || next < lines.length - 1;
            } else if (line.charAt(start) != '#') {
                end = continuation(line);
                builder.add(line.substring(0, whole(end)), next + 1, 1);
                open = end >= 0;
                if (gap) {
                    findings.add(BuildCheck.NO_EMPTY_CONTINUATION.at(
                            new SourceSpan(next + 1, 1, next + 1, line.length() + 1)));
                    gap = false;
                }
            }
            next++;
        }
        return builder.build();
    }

    /** Where the text of the current line ends, if that is where its continuation character stands. */
    private int whole(int continuation) {
        return continuation >= 0 ? continuation : lines[next].length();
    }

    /** Where the continuation character stands; -1 if there is none. One that is itself escaped is none. */
    private int continuation(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        boolean continued = end > 0 && line.charAt(end - 1) == escape && (end == 1 || line.charAt(end - 2) != escape);
        return continued ? end - 1 : -1;
    }

    private static int indent(String line) {
        int start = 0;
        while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
            start++;
        }
        return start;
    }

    private Optional<Heredoc> heredoc(HeredocMark mark) {
        int first = next;
        StringBuilder content = new StringBuilder();
        while (next < lines.length) {
            String line = lines[next];
            String end = mark.chomp() ? line.substring(tabs(line)) : line;
            if (end.equals(mark.name())) {
                next++;
                return Optional.of(new Heredoc(
                        mark.name(),
                        mark.expand(),
                        mark.chomp(),
                        mark.descriptor(),
                        content.toString(),
                        first + 1,
                        next));
            }
            content.append(line).append('\n');
            next++;
        }
        return Optional.empty();
    }

    private static int tabs(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(count) == '\t') {
            count++;
        }
        return count;
    }
}
