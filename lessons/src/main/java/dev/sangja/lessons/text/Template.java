package dev.sangja.lessons.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with blanks.
 *
 * <p>{@code {pid}} stands for a value. {@code {pid:은}} stands for the value with that particle behind it, in the form
 * that its sound asks for. {@code {count#call#calls}} stands for the first word if the value is 1, else for the second.
 */
public final class Template {
    private static final Pattern BLANK = Pattern.compile("\\{([a-zA-Z]+)(?::([가-힣]+)|#([^{}#]*)#([^{}#]*))?}");

    private final List<Piece> pieces;

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** Reads a template; throws {@link IllegalArgumentException} on a blank that it does not understand. */
    public static Template parse(String source) {
        List<Piece> pieces = new ArrayList<>();
        Matcher blank = BLANK.matcher(source);
        int from = 0;
        while (blank.find()) {
            pieces.add(literal(source.substring(from, blank.start())));
            pieces.add(blank(blank));
            from = blank.end();
        }
        pieces.add(literal(source.substring(from)));
        return new Template(pieces);
    }

    /** The names of its blanks. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Piece piece : pieces) {
            if (!piece.name.isEmpty()) {
                names.add(piece.name);
            }
        }
        return names;
    }

    /** The sentence; throws {@link IllegalArgumentException} if a blank has no value. */
    public String fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.name.isEmpty()) {
                filled.append(piece.form.render(""));
                continue;
            }
            String value = values.get(piece.name);
            if (value == null) {
                throw new IllegalArgumentException("no value for {" + piece.name + "} in: " + this);
            }
            filled.append(piece.form.render(value));
        }
        return filled.toString();
    }

    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder();
        pieces.forEach(piece -> shown.append(piece.source));
        return shown.toString();
    }

    private static Piece literal(String text) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a brace that is no blank in: " + text);
        }
        return new Piece("", text, ignored -> text);
    }

    private static Piece blank(Matcher blank) {
        String name = blank.group(1);
        String form = blank.group(2);
        if (form != null) {
            Particle particle = Particle.ofForm(form)
                    .orElseThrow(() -> new IllegalArgumentException("no such particle: " + blank.group()));
            return new Piece(name, blank.group(), particle::attachTo);
        }
        String one = blank.group(3);
        String many = blank.group(4);
        if (one != null && many != null) {
            return new Piece(name, blank.group(), value -> value.equals("1") ? one : many);
        }
        return new Piece(name, blank.group(), value -> value);
    }

    private interface Form {
        String render(String value);
    }

    private record Piece(String name, String source, Form form) {}
}
