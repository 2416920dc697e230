package dev.sangja.lessons.check;

import dev.sangja.lessons.check.Node.Typed;
import java.util.List;
import java.util.stream.Stream;

/** Parses what is said of a list's elements: {@code any(p in processes("sleep 9065"): p.uid == 0)}. */
final class ComprehensionParser {
    private final Parser parser;
    private final Cursor cursor;

    ComprehensionParser(Parser parser) {
        this.parser = parser;
        this.cursor = parser.cursor();
    }

    Typed comprehension(String word) {
        cursor.expectSign("(");
        String name = cursor.expectName("a name for the elements");
        if (!cursor.acceptName("in")) {
            throw cursor.unexpected("'in'");
        }
        Token near = cursor.peek();
        Typed list = parser.or();
        if (list.type().kind() != Kind.LIST) {
            throw cursor.error(
                    near, "'" + word + "' needs a list, not a " + list.type().noun());
        }
        cursor.expectSign(":");
        Parser inner = parser.with(name, Type.of(list.type().element()));
        Node condition = inner.truth(inner.or(), cursor.peek());
        cursor.expectSign(")");
        return switch (word) {
            case "any" ->
                new Typed(
                        scope -> new Value.Truth(matching(list.node(), name, condition, scope)
                                .findAny()
                                .isPresent()),
                        Type.of(Kind.TRUTH));
            case "count" ->
                new Typed(
                        scope -> Value.Amount.of(
                                matching(list.node(), name, condition, scope).count()),
                        Type.of(Kind.NUMBER));
            default ->
                new Typed(
                        scope -> Things.orAbsent(
                                matching(list.node(), name, condition, scope).findFirst()),
                        Type.of(list.type().element()));
        };
    }

    private static Stream<Value> matching(Node list, String name, Node condition, Scope scope) {
        List<Value> values = list.evaluate(scope) instanceof Value.Items items ? items.values() : List.of();
        return values.stream()
                .filter(value ->
                        condition.evaluate(scope.with(name, value)) instanceof Value.Truth truth && truth.yes());
    }
}
