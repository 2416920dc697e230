package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Replaces variables in a word as Dockerfiles have them: {@code $NAME}, <code>${NAME}</code> and its forms with
 * {@code - + ? # ## % %% / //}, quotes and escapes. Source: Docker's "Dockerfile reference", environment replacement;
 * POSIX, Shell Command Language, 2.6.2. Bounded: nesting, length of the result, and cost of patterns. Immutable.
 */
public final class Substitution {
    static final int DEEPEST = 50;
    static final int LONGEST = 1 << 20;
    private static final String SPECIAL = "@*#?-$!0";

    private final char escape;
    private final boolean quotes;
    private final Function<String, Optional<String>> values;

    /**
     * Replaces with those values.
     *
     * @param escape the file's escape character
     * @param values the value of a variable; empty if it has none
     */
    public Substitution(char escape, Function<String, Optional<String>> values) {
        this(escape, true, values);
    }

    private Substitution(char escape, boolean quotes, Function<String, Optional<String>> values) {
        this.escape = escape;
        this.quotes = quotes;
        this.values = values;
    }

    /** The same for the text of a heredoc, in which quotes have no meaning. */
    Substitution withoutQuotes() {
        return new Substitution('\\', false, values);
    }

    /**
     * What came out.
     *
     * @param text the text without quotes and escapes
     * @param words the same cut at white space that was not quoted
     * @param missing names that had no value
     */
    public record Result(String text, List<String> words, Set<String> missing) {
        public Result {
            words = List.copyOf(words);
            missing = Set.copyOf(missing);
        }
    }

    /** Replaces all variables of a text; {@link SubstitutionException} if it cannot be understood. */
    public Result apply(String text) {
        Run run = new Run(text);
        Piece piece = run.until((char) 0, false, 0);
        return new Result(piece.text.toString(), piece.words(), run.missing);
    }

    /** A result under way. */
    private static final class Piece {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder word = new StringBuilder();
        private final List<String> words = new ArrayList<>();

        void quoted(String more) {
            check(text.length() + more.length());
            text.append(more);
            word.append(more);
        }

        void plain(String more) {
            check(text.length() + more.length());
            text.append(more);
            for (int i = 0; i < more.length(); i++) {
                plainWord(more.charAt(i));
            }
        }

        void plain(char more) {
            text.append(more);
            plainWord(more);
        }

        private void plainWord(char more) {
            if (!Character.isWhitespace(more)) {
                word.append(more);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }

        List<String> words() {
            if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
            return words;
        }

        private static void check(int length) {
            if (length > LONGEST) {
                throw new SubstitutionException("the value would be longer than " + LONGEST + " characters");
            }
        }
    }

    private final class Run {
        private final String source;
        private final Set<String> missing = new LinkedHashSet<>();
        private int at;

        Run(String source) {
            this.source = source;
        }

        private boolean more() {
            return at < source.length();
        }

        private char peek() {
            return source.charAt(at);
        }

        private boolean ahead(char wanted) {
            return more() && peek() == wanted;
        }

        /** Everything up to that character, or to the end if it is 0. */
        Piece until(char stop, boolean keepEscapes, int depth) {
            if (depth > DEEPEST) {
                throw new SubstitutionException("substitutions are nested deeper than " + DEEPEST + " levels");
            }
            Piece piece = new Piece();
            while (more()) {
                char next = source.charAt(at);
                if (stop != 0 && next == stop) {
                    at++;
                    return piece;
                }
                if (next == '$') {
                    piece.plain(dollar(depth));
                } else if (quotes && next == '\'') {
                    piece.quoted(single());
                } else if (quotes && next == '"') {
                    piece.quoted(twofold(keepEscapes, depth));
                } else if (next == escape) {
                    escaped(piece, keepEscapes);
                } else {
                    at++;
                    piece.plain(next);
                }
            }
            if (stop != 0) {
                throw new SubstitutionException(
                        stop == '}' ? "syntax error: missing '}'" : "syntax error: missing '/' in ${}");
            }
            return piece;
        }

        private void escaped(Piece piece, boolean keep) {
            at++;
            String kept = keep ? String.valueOf(escape) : "";
            if (more()) {
                piece.quoted(kept + source.charAt(at++));
            } else {
                piece.quoted(kept);
            }
        }

        private String single() {
            int end = source.indexOf('\'', at + 1);
            if (end < 0) {
                throw new SubstitutionException("unexpected end of statement while looking for matching single-quote");
            }
            String inside = source.substring(at + 1, end);
            at = end + 1;
            return inside;
        }

        private String twofold(boolean keepEscapes, int depth) {
            StringBuilder inside = new StringBuilder();
            at++;
            while (more()) {
                char next = peek();
                if (next == '"') {
                    at++;
                    return inside.toString();
                }
                if (next == '$') {
                    inside.append(dollar(depth));
                    Piece.check(inside.length());
                    continue;
                }
                at++;
                if (next == escape) {
                    if (keepEscapes) {
                        inside.append(next);
                    }
                    if (!more()) {
                        continue;
                    }
                    if (peek() == '"' || peek() == '$' || peek() == escape) {
                        next = source.charAt(at++);
                    }
                }
                inside.append(next);
            }
            throw new SubstitutionException("unexpected end of statement while looking for matching double-quote");
        }

        private String dollar(int depth) {
            at++;
            if (!ahead('{')) {
                String name = name();
                return name.isEmpty() ? "$" : value(name).orElse("");
            }
            at++;
            if (!more()) {
                throw new SubstitutionException("syntax error: missing '}'");
            }
            if (peek() == '{' || peek() == '}' || peek() == ':') {
                throw new SubstitutionException("syntax error: bad substitution");
            }
            String name = name();
            if (!more()) {
                throw new SubstitutionException("syntax error: missing '}'");
            }
            char operator = source.charAt(at++);
            boolean emptyCounts = operator == ':';
            if (emptyCounts && more()) {
                operator = source.charAt(at++);
            }
            return modified(name, operator, emptyCounts, depth);
        }

        private String modified(String name, char operator, boolean colon, int depth) {
            switch (operator) {
                case '}' -> {
                    if (colon) {
                        throw new SubstitutionException("unsupported modifier (:}) in substitution");
                    }
                    return value(name).orElse("");
                }
                case '-', '+', '?' -> {
                    Optional<String> value = value(name).filter(found -> !colon || !found.isEmpty());
                    String word = until('}', false, depth + 1).text.toString();
                    if (operator == '-') {
                        return value.orElse(word);
                    }
                    if (operator == '+') {
                        return value.isPresent() ? word : "";
                    }
                    return value.orElseThrow(() -> required(name, word, colon));
                }
                case '#', '%' -> {
                    return trimmed(name, operator, depth);
                }
                case '/' -> {
                    return replaced(name, depth);
                }
                default ->
                    throw new SubstitutionException(
                            "unsupported modifier (" + (colon ? ":" : "") + operator + ") in substitution");
            }
        }

        private SubstitutionException required(String name, String word, boolean colon) {
            String fallback = colon && values.apply(name).isPresent()
                    ? "is not allowed to be empty"
                    : "is not allowed to be unset";
            return new SubstitutionException(name + ": " + (word.isEmpty() ? fallback : word));
        }

        private String trimmed(String name, char operator, int depth) {
            boolean longest = ahead(operator);
            if (longest) {
                at++;
            }
            ShellPattern pattern =
                    ShellPattern.of(until('}', true, depth + 1).text.toString());
            String value = value(name).orElse("");
            return operator == '#' ? pattern.withoutPrefix(value, longest) : pattern.withoutSuffix(value, longest);
        }

        private String replaced(String name, int depth) {
            boolean all = ahead('/');
            if (all) {
                at++;
            }
            ShellPattern pattern =
                    ShellPattern.of(until('/', true, depth + 1).text.toString());
            String replacement = until('}', false, depth + 1).text.toString();
            return pattern.replace(value(name).orElse(""), replacement, all);
        }

        private Optional<String> value(String name) {
            Optional<String> value = values.apply(name);
            if (value.isEmpty()) {
                missing.add(name);
            }
            return value;
        }

        private String name() {
            int from = at;
            if (more() && Character.isDigit(peek())) {
                while (more() && Character.isDigit(peek())) {
                    at++;
                }
            } else if (more() && SPECIAL.indexOf(peek()) >= 0) {
                at++;
            } else {
                while (more() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
                    at++;
                }
            }
            return source.substring(from, at);
        }
    }
}
