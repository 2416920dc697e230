package dev.sangja.lessons.check;

import dev.sangja.lessons.check.Node.Typed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses expressions by recursive descent and checks their types on the way.
 *
 * <pre>
 * whole      = or { "else" or }
 * or         = and { "or" and }
 * and        = not { "and" not }
 * not        = "not" not | comparison
 * comparison = sum [ ("==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "in" | "has" | "starts" | "matches") sum
 *                  | "is" ["not"] ("absent" | "empty") ]
 * sum        = field { ("+" | "-") field }
 * field      = primary { "." NAME }
 * primary    = NUMBER | TEXT | "true" | "false" | "lab" | "(" whole ")" | "[" [ or { "," or } ] "]"
 *            | "journal" "(" pattern ")" | ("calls" | "call") "(" one call ")"
 *            | ("any" | "count" | "first") "(" NAME "in" or ":" or ")" | function | name
 * </pre>
 */
final class Parser {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z][A-Za-z0-9]*)(?:\\.([a-z]+))?}");

    private final Cursor cursor;
    private final Vocabulary vocabulary;
    private final Map<String, Type> locals;

    Parser(String source, Vocabulary vocabulary) {
        this(new Cursor(source), vocabulary, Map.of());
    }

    private Parser(Cursor cursor, Vocabulary vocabulary, Map<String, Type> locals) {
        this.cursor = cursor;
        this.vocabulary = vocabulary;
        this.locals = locals;
    }

    Parser with(String local, Type type) {
        Map<String, Type> more = new LinkedHashMap<>(locals);
        more.put(local, type);
        return new Parser(cursor, vocabulary, more);
    }

    Cursor cursor() {
        return cursor;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Typed whole() {
        Typed typed = otherwise();
        if (cursor.peek().form() != Token.Form.END) {
            throw cursor.unexpected("an operator or the end");
        }
        return typed;
    }

    /** The first of several values that is there. */
    private Typed otherwise() {
        Typed left = or();
        while (cursor.peek().is(Token.Form.NAME, "else")) {
            Token word = cursor.next();
            Node first = left.node();
            Typed right = or();
            if (!right.type().equals(left.type())) {
                throw cursor.error(
                        word,
                        "'else' needs the same kind on both sides, not a "
                                + left.type().noun() + " and a " + right.type().noun());
            }
            left = new Typed(scope -> present(first.evaluate(scope), right.node(), scope), left.type());
        }
        return left;
    }

    private static Value present(Value value, Node otherwise, Scope scope) {
        return value instanceof Value.Absent ? otherwise.evaluate(scope) : value;
    }

    Typed or() {
        Typed left = and();
        while (cursor.peek().is(Token.Form.NAME, "or")) {
            Node first = truth(left, cursor.next());
            Node second = truth(and(), cursor.peek());
            left = new Typed(scope -> new Value.Truth(yes(first, scope) || yes(second, scope)), Type.of(Kind.TRUTH));
        }
        return left;
    }

    private Typed and() {
        Typed left = not();
        while (cursor.peek().is(Token.Form.NAME, "and")) {
            Node first = truth(left, cursor.next());
            Node second = truth(not(), cursor.peek());
            left = new Typed(scope -> new Value.Truth(yes(first, scope) && yes(second, scope)), Type.of(Kind.TRUTH));
        }
        return left;
    }

    private Typed not() {
        if (!cursor.acceptName("not")) {
            return new ComparisonParser(this).comparison();
        }
        Node inner = truth(not(), cursor.peek());
        return new Typed(scope -> new Value.Truth(!yes(inner, scope)), Type.of(Kind.TRUTH));
    }

    Typed sum() {
        Typed left = field();
        while (cursor.peek().is(Token.Form.SIGN, "+") || cursor.peek().is(Token.Form.SIGN, "-")) {
            Token sign = cursor.next();
            Node first = number(left, sign);
            Node second = number(field(), sign);
            boolean plus = sign.text().equals("+");
            left = new Typed(scope -> sum(first.evaluate(scope), second.evaluate(scope), plus), Type.of(Kind.NUMBER));
        }
        return left;
    }

    private Typed field() {
        Typed typed = primary();
        while (cursor.acceptSign(".")) {
            Token word = cursor.peek();
            String name = cursor.expectName("a field's name");
            typed = field(typed, name, word);
        }
        return typed;
    }

    private Typed field(Typed of, String name, Token word) {
        Map<String, Kind> fields = of.type().kind().fields();
        Kind kind = fields.get(name);
        if (kind == null) {
            String known = fields.isEmpty()
                    ? "has no fields"
                    : "has the fields "
                            + String.join(
                                    ", ", fields.keySet().stream().sorted().toList());
            throw cursor.error(word, "a " + of.type().noun() + " " + known + ", not '" + name + "'");
        }
        return new Typed(scope -> fieldOf(of.node().evaluate(scope), name), Type.of(kind));
    }

    private Typed primary() {
        Token word = cursor.peek();
        switch (word.form()) {
            case NUMBER -> {
                Value number = new Value.Amount(new BigDecimal(cursor.next().text()));
                return new Typed(scope -> number, Type.of(Kind.NUMBER));
            }
            case QUOTED -> {
                return text(cursor.next());
            }
            case NAME -> {
                return named(cursor.next());
            }
            case SIGN -> {
                if (cursor.acceptSign("(")) {
                    Typed inner = otherwise();
                    cursor.expectSign(")");
                    return inner;
                }
                if (cursor.acceptSign("[")) {
                    return list();
                }
            }
            case END -> {}
        }
        throw cursor.unexpected("a value");
    }

    private Typed list() {
        List<Typed> items = new ArrayList<>();
        while (!cursor.acceptSign("]")) {
            if (!items.isEmpty()) {
                cursor.expectSign(",");
            }
            items.add(or());
        }
        Kind element = items.isEmpty() ? Kind.TEXT : items.get(0).type().kind();
        List<Node> nodes = items.stream().map(Typed::node).toList();
        return new Typed(
                scope -> new Value.Items(
                        nodes.stream().map(node -> node.evaluate(scope)).toList()),
                Type.listOf(element));
    }

    private Typed named(Token word) {
        String name = word.text();
        switch (name) {
            case "true", "false" -> {
                Value truth = new Value.Truth(name.equals("true"));
                return new Typed(scope -> truth, Type.of(Kind.TRUTH));
            }
            case "lab" -> {
                return new Typed(scope -> Things.LAB, Type.of(Kind.PLACE));
            }
            case "journal", "calls", "call" -> {
                return new PatternParser(this).search(name);
            }
            case "any", "count", "first" -> {
                return new ComprehensionParser(this).comprehension(name);
            }
            default -> {
                return cursor.peek().is(Token.Form.SIGN, "(") ? new CallParser(this).call(word) : reference(word, name);
            }
        }
    }

    private Typed reference(Token word, String name) {
        Type local = locals.get(name);
        Expression definition = vocabulary.definitions().get(name);
        if (local == null && definition == null) {
            throw cursor.error(word, "'" + name + "' is not known here" + known());
        }
        Type type = local == null && definition != null ? definition.type() : local;
        return new Typed(scope -> scope.value(name), type == null ? Type.of(Kind.TEXT) : type);
    }

    private String known() {
        return vocabulary.definitions().isEmpty()
                ? ""
                : "; known are " + String.join(", ", vocabulary.definitions().keySet());
    }

    /** A quoted text; {@code {name}} and {@code {name.field}} in it stand for what they yield. */
    private Typed text(Token word) {
        List<Node> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(word.text());
        int at = 0;
        while (place.find()) {
            parts.add(fixed(word.text().substring(at, place.start())));
            Typed named = reference(word, place.group(1));
            parts.add(
                    place.group(2) == null
                            ? named.node()
                            : field(named, place.group(2), word).node());
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

    Node truth(Typed typed, Token near) {
        if (typed.type().kind() != Kind.TRUTH) {
            throw cursor.error(
                    near,
                    "expected true or false, but this is a " + typed.type().noun());
        }
        return typed.node();
    }

    private Node number(Typed typed, Token near) {
        if (typed.type().kind() != Kind.NUMBER) {
            throw cursor.error(
                    near, "expected a number, but this is a " + typed.type().noun());
        }
        return typed.node();
    }

    private static boolean yes(Node node, Scope scope) {
        return node.evaluate(scope) instanceof Value.Truth truth && truth.yes();
    }

    private static Value sum(Value first, Value second, boolean plus) {
        if (first instanceof Value.Amount left && second instanceof Value.Amount right) {
            return new Value.Amount(
                    plus ? left.figure().add(right.figure()) : left.figure().subtract(right.figure()));
        }
        return new Value.Absent();
    }

    private static Value fieldOf(Value value, String name) {
        if (value instanceof Value.Thing thing) {
            return thing.field(name);
        }
        if (value instanceof Value.Items items && name.equals("size")) {
            return Value.Amount.of(items.values().size());
        }
        return new Value.Absent();
    }
}
