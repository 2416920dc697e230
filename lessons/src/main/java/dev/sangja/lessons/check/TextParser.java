package dev.sangja.lessons.check;

import dev.sangja.lessons.check.Node.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses quoted texts, in which names may stand: {@code "/proc/{p.pid}/uid_map"}. */
final class TextParser {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z][A-Za-z0-9]*)(?:\\.([a-z]+))?}");

    private final Parser parser;

    TextParser(Parser parser) {
        this.parser = parser;
    }

    /** A quoted text; {@code {name}} and {@code {name.field}} in it stand for what they yield. */
    Typed text(Token word) {
        List<Node> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(word.text());
        int at = 0;
        while (place.find()) {
            parts.add(fixed(word.text().substring(at, place.start())));
            Typed named = parser.reference(word, place.group(1));
            parts.add(
                    place.group(2) == null
                            ? named.node()
                            : parser.field(named, place.group(2), word).node());
            at = place.end();
        }
        Node rest = fixed(word.text().substring(at));
        if (parts.isEmpty()) {
            return new Typed(rest, Type.of(Kind.TEXT));
        }
        parts.add(rest);
        return new Typed(scope -> joined(parts, scope), Type.of(Kind.TEXT));
    }

    private static Node fixed(String text) {
        Value value = new Value.Text(text);
        return scope -> value;
    }

    private static Value joined(List<Node> parts, Scope scope) {
        StringBuilder whole = new StringBuilder();
        for (Node part : parts) {
            Value value = part.evaluate(scope);
            if (value instanceof Value.Absent) {
                return value;
            }
            whole.append(value instanceof Value.Text text ? text.text() : value.shown());
        }
        return new Value.Text(whole.toString());
    }
}
