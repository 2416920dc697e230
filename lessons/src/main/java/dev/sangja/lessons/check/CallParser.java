package dev.sangja.lessons.check;

import dev.sangja.lessons.check.Node.Typed;
import dev.sangja.runtime.receipt.NamespaceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Parses the call of a function and checks its arguments against the function's slots. */
final class CallParser {
    private static final Set<String> NAMESPACES =
            Arrays.stream(NamespaceType.values()).map(NamespaceType::fileName).collect(Collectors.toUnmodifiableSet());

    private final Parser parser;
    private final Cursor cursor;

    CallParser(Parser parser) {
        this.parser = parser;
        this.cursor = parser.cursor();
    }

    Typed call(Token name) {
        Function function = Functions.ALL.get(name.text());
        if (function == null) {
            throw cursor.error(
                    name,
                    "there is no function '" + name.text() + "'; there are "
                            + String.join(
                                    ", ",
                                    Functions.ALL.keySet().stream().sorted().toList()));
        }
        cursor.expectSign("(");
        List<Node> arguments = new ArrayList<>();
        for (Slot slot : function.slots()) {
            if (!arguments.isEmpty()) {
                cursor.expectSign(",");
            }
            arguments.add(argument(slot));
        }
        cursor.expectSign(")");
        return new Typed(scope -> apply(function, arguments, scope), function.result());
    }

    private Node argument(Slot slot) {
        switch (slot) {
            case NAMESPACE -> {
                return fixed(cursor.expectOneOf(NAMESPACES, "a kind of namespace"));
            }
            case CELL -> {
                return known(slot, parser.vocabulary().cells());
            }
            case ANSWER -> {
                return known(slot, parser.vocabulary().answers());
            }
            case PATTERN -> {
                return fixed(new ComparisonParser(parser).pattern().pattern());
            }
            case TEXT, NUMBER, LIST, PROCESS, CONTAINER, FILE, PLACE -> {
                Token near = cursor.peek();
                Typed typed = parser.or();
                if (!slot.takes(typed.type().kind())) {
                    throw cursor.error(
                            near,
                            "expected a " + slot.noun() + ", but this is a "
                                    + typed.type().noun());
                }
                return typed.node();
            }
        }
        throw cursor.unexpected("a " + slot.noun());
    }

    private Node known(Slot slot, Set<String> ids) {
        Token word = cursor.peek();
        if (word.form() != Token.Form.QUOTED) {
            throw cursor.unexpected("a " + slot.noun());
        }
        if (!ids.contains(word.text())) {
            throw cursor.error(
                    word,
                    "no such " + slot.noun() + "; this step has "
                            + String.join(", ", ids.stream().sorted().toList()));
        }
        return fixed(cursor.next().text());
    }

    private static Node fixed(String text) {
        Value value = new Value.Text(text);
        return scope -> value;
    }

    /** A function of something that is not there yields nothing. */
    private static Value apply(Function function, List<Node> nodes, Scope scope) {
        List<Value> arguments = new ArrayList<>();
        for (Node node : nodes) {
            Value argument = node.evaluate(scope);
            if (argument instanceof Value.Absent) {
                return argument;
            }
            arguments.add(argument);
        }
        return function.body().apply(scope, arguments);
    }
}
