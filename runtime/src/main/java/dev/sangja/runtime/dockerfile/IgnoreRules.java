package dev.sangja.runtime.dockerfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code .dockerignore} leaves out of a context: patterns with {@code *}, {@code ?}, {@code [..]} and
 * {@code **}, the last one that matches counts, {@code !} takes back in. Source: Docker's reference, "dockerignore
 * files". Immutable.
 */
public final class IgnoreRules {
    /** Nothing is left out. */
    public static final IgnoreRules NONE = new IgnoreRules(List.of());

    /** The longest file that is read, in bytes. */
    public static final int LARGEST = 1 << 20;

    private static final int MOST = 10_000;

    private record Rule(PathPattern pattern, boolean exception) {}

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Reads a file's content. {@link IllegalArgumentException} for a pattern that is none, and for too many. */
    public static IgnoreRules parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> patterns = new ArrayList<>();
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n", -1)) {
            // A comment's mark must be the very first character.
            if (!line.startsWith("#") && !line.isBlank()) {
                patterns.add(line.strip());
            }
        }
        return of(patterns);
    }

    /** Those patterns, as {@code --exclude} gives them. */
    public static IgnoreRules of(List<String> patterns) {
        if (patterns.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " ignore patterns");
        }
        List<Rule> rules = new ArrayList<>();
        for (String written : patterns) {
            boolean exception = written.startsWith("!");
            String pattern = PathPattern.clean(exception ? written.substring(1).strip() : written);
            if (exception && pattern.isEmpty()) {
                throw new IllegalArgumentException("illegal exclusion pattern: \"!\"");
            }
            if (!pattern.isEmpty()) {
                rules.add(new Rule(PathPattern.parse(pattern), exception));
            }
        }
        return new IgnoreRules(rules);
    }

    /** Whether there is nothing to leave out. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /**
     * Whether a path is left out: it, or a directory above it, by the last rule that matches.
     *
     * @param path relative to the context, with slashes
     */
    public boolean excludes(String path) {
        String clean = PathPattern.clean(path);
        if (clean.isEmpty()) {
            return false;
        }
        boolean excluded = false;
        for (Rule rule : rules) {
            if (rule.exception() == excluded && rule.pattern().matchesOrParent(clean)) {
                excluded = !rule.exception();
            }
        }
        return excluded;
    }

    /** Whether something below an excluded directory may still be taken back in. */
    public boolean mayHoldExceptions() {
        return rules.stream().anyMatch(Rule::exception);
    }
}
