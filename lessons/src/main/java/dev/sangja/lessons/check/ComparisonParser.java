package dev.sangja.lessons.check;

import dev.sangja.lessons.check.Node.Typed;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Parses comparisons, and says what they mean for values that are not there: only {@code ==} holds between two such.
 */
final class ComparisonParser {
    private static final Set<String> STATES = Set.of("absent", "empty");

    private final Parser parser;
    private final Cursor cursor;

    ComparisonParser(Parser parser) {
        this.parser = parser;
        this.cursor = parser.cursor();
    }

    Typed comparison() {
        Typed left = parser.sum();
        Token word = cursor.peek();
        if (word.form() != Token.Form.SIGN && word.form() != Token.Form.NAME) {
            return left;
        }
        return switch (word.text()) {
            case "==" -> equality(left, false);
            case "!=" -> equality(left, true);
            case "<" -> order(left, sign -> sign < 0);
            case "<=" -> order(left, sign -> sign <= 0);
            case ">" -> order(left, sign -> sign > 0);
            case ">=" -> order(left, sign -> sign >= 0);
            case "in" -> membership(left);
            case "has" -> containment(left);
            case "starts" -> prefix(left);
            case "matches" -> match(left);
            case "is" -> state(left);
            default -> left;
        };
    }

    private Typed equality(Typed left, boolean negated) {
        Token sign = cursor.next();
        Typed right = parser.sum();
        Kind kind = left.type().kind();
        if (kind != right.type().kind()) {
            throw cursor.error(
                    sign,
                    "a " + left.type().noun() + " is compared with a "
                            + right.type().noun());
        }
        return truth(scope -> left.node().evaluate(scope).equals(right.node().evaluate(scope)) != negated);
    }

    private Typed order(Typed left, IntPredicate holds) {
        Token sign = cursor.next();
        Typed right = parser.sum();
        if (left.type().kind() != Kind.NUMBER || right.type().kind() != Kind.NUMBER) {
            throw cursor.error(sign, "only numbers are larger or smaller");
        }
        return truth(scope -> left.node().evaluate(scope) instanceof Value.Amount first
                && right.node().evaluate(scope) instanceof Value.Amount second
                && holds.test(first.figure().compareTo(second.figure())));
    }

    private Typed membership(Typed left) {
        Token word = cursor.next();
        Typed right = parser.sum();
        if (right.type().kind() != Kind.LIST) {
            throw cursor.error(
                    word,
                    "'in' needs a list on its right, not a " + right.type().noun());
        }
        return truth(scope -> contains(right.node().evaluate(scope), left.node().evaluate(scope)));
    }

    private Typed containment(Typed left) {
        Token word = cursor.next();
        Typed right = parser.sum();
        if (left.type().kind() != Kind.LIST && left.type().kind() != Kind.TEXT) {
            throw cursor.error(
                    word,
                    "'has' needs a list or a text on its left, not a "
                            + left.type().noun());
        }
        return truth(scope -> contains(left.node().evaluate(scope), right.node().evaluate(scope)));
    }

    private Typed prefix(Typed left) {
        texts(left, cursor.next());
        Typed right = parser.sum();
        return truth(scope -> left.node().evaluate(scope) instanceof Value.Text text
                && right.node().evaluate(scope) instanceof Value.Text start
                && text.text().startsWith(start.text()));
    }

    private Typed match(Typed left) {
        texts(left, cursor.next());
        Pattern pattern = pattern();
        return truth(scope -> left.node().evaluate(scope) instanceof Value.Text text
                && pattern.matcher(text.text()).find());
    }

    /** A regular expression in quotes, compiled now so that a mistake in it is found now. */
    Pattern pattern() {
        Token word = cursor.peek();
        if (word.form() != Token.Form.QUOTED) {
            throw cursor.unexpected("a regular expression in quotes");
        }
        try {
            return Pattern.compile(cursor.next().text(), Pattern.MULTILINE);
        } catch (PatternSyntaxException wrong) {
            throw cursor.error(word, "not a regular expression: " + wrong.getDescription());
        }
    }

    private Typed state(Typed left) {
        cursor.next();
        boolean negated = cursor.acceptName("not");
        boolean absent = cursor.expectOneOf(STATES, "a state").equals("absent");
        return truth(scope -> {
            Value value = left.node().evaluate(scope);
            return (absent ? value instanceof Value.Absent : isEmpty(value)) != negated;
        });
    }

    private void texts(Typed left, Token word) {
        if (left.type().kind() != Kind.TEXT) {
            throw cursor.error(
                    word,
                    "'" + word.text() + "' needs a text on its left, not a "
                            + left.type().noun());
        }
    }

    private static boolean isEmpty(Value value) {
        return value instanceof Value.Absent
                || (value instanceof Value.Items items && items.values().isEmpty())
                || (value instanceof Value.Text text && text.text().isBlank());
    }

    private static boolean contains(Value whole, Value part) {
        if (whole instanceof Value.Items items) {
            return items.values().contains(part);
        }
        return whole instanceof Value.Text text
                && part instanceof Value.Text wanted
                && text.text().contains(wanted.text());
    }

    private static Typed truth(Test test) {
        return new Typed(scope -> new Value.Truth(test.holds(scope)), Type.of(Kind.TRUTH));
    }

    /** Something that holds or does not. */
    private interface Test {
        boolean holds(Scope scope);
    }
}
