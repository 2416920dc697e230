package dev.sangja.runtime.dockerfile;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parser directives, which end at the first line that is none. */
final class DirectiveReader {
    private static final Pattern FORM = Pattern.compile("#\\s*([A-Za-z][A-Za-z0-9]*)\\s*=\\s*(\\S.*)");
    private static final Set<String> KNOWN = Set.of("syntax", "escape", "check");
    private static final int LONGEST = 4096;

    private final List<Problem> problems;
    private final Map<String, String> values = new HashMap<>();
    private char escape = '\\';
    private CheckOptions check = CheckOptions.DEFAULT;
    private boolean done;
    private int lines;

    DirectiveReader(List<Problem> problems) {
        this.problems = problems;
    }

    Directives read(String[] lines) {
        for (int i = 0; i < lines.length && !done; i++) {
            String line = lines[i].strip();
            Matcher matcher = FORM.matcher(line);
            if (line.length() > LONGEST || !matcher.matches()) {
                break;
            }
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            take(name, matcher.group(2).strip(), new SourceSpan(i + 1, 1, i + 1, lines[i].length() + 1));
            this.lines = done ? i : i + 1;
        }
        return new Directives(Optional.ofNullable(values.get("syntax")), escape, check);
    }

    /** How many lines of the file were directives. */
    int lines() {
        return lines;
    }

    private void take(String name, String value, SourceSpan span) {
        if (!KNOWN.contains(name)) {
            done = true;
            return;
        }
        if (values.putIfAbsent(name, value) != null) {
            problems.add(Problem.of(Mistake.DIRECTIVE_TWICE, span, name));
        } else if (name.equals("escape")) {
            if (value.equals("\\") || value.equals("`")) {
                escape = value.charAt(0);
            } else {
                problems.add(Problem.of(Mistake.BAD_ESCAPE, span, value));
            }
        } else if (name.equals("check")) {
            Optional<CheckOptions> options = CheckOptions.parse(value);
            if (options.isEmpty()) {
                problems.add(Problem.of(Mistake.BAD_CHECK, span, value));
            }
            check = options.orElse(CheckOptions.DEFAULT);
        }
    }
}
