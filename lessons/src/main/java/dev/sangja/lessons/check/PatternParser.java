package dev.sangja.lessons.check;

import dev.sangja.lessons.check.Node.Typed;
import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses what is looked for in the journal.
 *
 * <pre>
 * pattern   = one { "then" one }
 * one       = "any" "(" call { "," call } ")" | call
 * call      = NAME { "|" NAME } [ "(" test { "," test } ")" ] { qualifier }
 * test      = NAME ("==" | "!=" | "has" | "starts" | "matches") ( SYMBOL { "|" SYMBOL } | sum )
 * qualifier = "ok" | "by" "=" ("you" | "engine" | "container") | "ret" "=" NUMBER | "errno" "=" NAME
 *           | "in" "=" container | "pid" "=" sum | "as" NAME
 * </pre>
 */
final class PatternParser {
    private static final Pattern SYMBOL = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Map<String, Origin> ORIGINS =
            Map.of("you", Origin.LEARNER, "engine", Origin.ENGINE, "container", Origin.CONTAINER);
    private static final Map<String, ArgumentTest.Relation> RELATIONS = Map.of(
            "==", ArgumentTest.Relation.EQUAL,
            "!=", ArgumentTest.Relation.UNEQUAL,
            "has", ArgumentTest.Relation.HAS,
            "starts", ArgumentTest.Relation.STARTS,
            "matches", ArgumentTest.Relation.MATCHES);
    private static final Set<String> QUALIFIERS = Set.of("ok", "by", "ret", "errno", "in", "pid", "as");

    private final Cursor cursor;
    private Parser parser;

    PatternParser(Parser parser) {
        this.parser = parser;
        this.cursor = parser.cursor();
    }

    /** After the word {@code journal}, {@code calls} or {@code call}. */
    Typed search(String word) {
        cursor.expectSign("(");
        List<List<CallPattern>> steps = new ArrayList<>();
        do {
            steps.add(one());
        } while (cursor.acceptName("then"));
        if (!word.equals("journal") && steps.size() > 1) {
            throw cursor.error(cursor.peek(), "'" + word + "' looks for single calls; use 'journal' for a sequence");
        }
        cursor.expectSign(")");
        JournalPattern pattern = new JournalPattern(steps);
        List<CallPattern> single = pattern.steps().get(0);
        return switch (word) {
            case "journal" ->
                new Typed(
                        scope -> new Value.Truth(
                                pattern.occursIn(scope.evidence().journal(), scope)),
                        Type.of(Kind.TRUTH));
            case "calls" ->
                new Typed(scope -> Value.Amount.of(matching(single, scope).size()), Type.of(Kind.NUMBER));
            default -> new Typed(scope -> last(matching(single, scope)), Type.of(Kind.CALL));
        };
    }

    private List<CallPattern> one() {
        if (!cursor.acceptName("any")) {
            return List.of(call());
        }
        cursor.expectSign("(");
        List<CallPattern> alternatives = new ArrayList<>();
        do {
            alternatives.add(call());
        } while (cursor.acceptSign(","));
        cursor.expectSign(")");
        return alternatives;
    }

    private CallPattern call() {
        Set<String> names = new HashSet<>();
        do {
            names.add(cursor.expectName("the name of a system call"));
        } while (cursor.acceptSign("|"));
        List<ArgumentTest> tests = new ArrayList<>();
        if (cursor.acceptSign("(")) {
            while (!cursor.acceptSign(")")) {
                if (!tests.isEmpty()) {
                    cursor.expectSign(",");
                }
                tests.add(test());
            }
        }
        List<CallPattern.Qualifier> qualifiers = new ArrayList<>();
        Optional<String> binding = Optional.empty();
        while (QUALIFIERS.contains(cursor.peek().text())) {
            String word = cursor.next().text();
            if (word.equals("as")) {
                binding = Optional.of(cursor.expectName("a name for the call"));
            } else {
                qualifiers.add(qualifier(word));
            }
        }
        // What follows may speak of this call by its name.
        binding.ifPresent(name -> parser = parser.with(name, Type.of(Kind.CALL)));
        return new CallPattern(names, tests, qualifiers, binding);
    }

    private ArgumentTest test() {
        String name = cursor.expectName("the name of an argument");
        ArgumentTest.Relation relation = RELATIONS.get(cursor.peek().text());
        if (relation == null) {
            throw cursor.unexpected("==, !=, has, starts or matches");
        }
        cursor.next();
        if (relation == ArgumentTest.Relation.MATCHES) {
            Value pattern =
                    new Value.Text(new ComparisonParser(parser).pattern().pattern());
            return new ArgumentTest(name, relation, scope -> pattern);
        }
        return new ArgumentTest(
                name, relation, isSymbol() ? symbols() : parser.sum().node());
    }

    private boolean isSymbol() {
        return cursor.peek().form() == Token.Form.NAME
                && SYMBOL.matcher(cursor.peek().text()).matches();
    }

    private Node symbols() {
        List<String> names = new ArrayList<>();
        do {
            names.add(cursor.expectName("a symbol"));
        } while (cursor.acceptSign("|"));
        Value value = Value.Items.ofTexts(names);
        return scope -> value;
    }

    private CallPattern.Qualifier qualifier(String word) {
        if (word.equals("ok")) {
            return (entry, scope) -> entry.outcome() instanceof Outcome.Returned;
        }
        cursor.expectSign("=");
        switch (word) {
            case "by" -> {
                Origin origin = ORIGINS.get(cursor.expectOneOf(ORIGINS.keySet(), "who made the call"));
                return (entry, scope) -> entry.origin() == origin;
            }
            case "errno" -> {
                String errno = cursor.expectName("the name of an error");
                return (entry, scope) -> entry.outcome() instanceof Outcome.Failed failed
                        && failed.name().equals(errno);
            }
            case "ret" -> {
                Node wanted = parser.sum().node();
                return (entry, scope) -> entry.outcome() instanceof Outcome.Returned returned
                        && wanted.evaluate(scope).equals(Value.Amount.of(returned.value()));
            }
            case "pid" -> {
                Node wanted = parser.sum().node();
                return (entry, scope) -> wanted.evaluate(scope).equals(Value.Amount.of(entry.pid()));
            }
            default -> {
                Node wanted = parser.sum().node();
                return (entry, scope) -> wanted.evaluate(scope) instanceof Value.Thing container
                        && container.kind() == Kind.CONTAINER
                        && container.field("id").shown().equals(entry.container());
            }
        }
    }

    private static List<JournalEntry> matching(List<CallPattern> alternatives, Scope scope) {
        return scope.evidence().journal().stream()
                .filter(entry -> alternatives.stream().anyMatch(call -> call.matches(entry, scope)))
                .toList();
    }

    private static Value last(List<JournalEntry> entries) {
        return entries.isEmpty() ? new Value.Absent() : Things.call(entries.get(entries.size() - 1));
    }
}
