package dev.sangja.lessons.check;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A parsed and type-checked expression of the condition language; docs/lesson-format.md describes it. Immutable and
 * free of any evidence: it can be evaluated as often as one likes.
 */
public final class Expression {
    private final String source;
    private final Node node;
    private final Type type;

    Expression(String source, Node.Typed typed) {
        this.source = requireNonNull(source, "source");
        this.node = typed.node();
        this.type = typed.type();
    }

    /**
     * Parses a condition, which must be true or false.
     *
     * @throws ExpressionException if it is no such expression
     */
    public static Expression condition(String source, Vocabulary vocabulary) {
        Expression expression = value(source, vocabulary);
        if (expression.type.kind() != Kind.TRUTH) {
            throw new ExpressionException(
                    source, 0, "a condition is true or false, but this is a " + expression.type.noun());
        }
        return expression;
    }

    /**
     * Parses an expression that yields anything.
     *
     * @throws ExpressionException if it is no such expression
     */
    public static Expression value(String source, Vocabulary vocabulary) {
        return new Expression(source, new Parser(source, vocabulary).whole());
    }

    /** Whether a message may show that field of it; the empty field is the value itself. */
    public boolean hasField(String field) {
        return field.isEmpty() || type.kind().fields().containsKey(field);
    }

    /** As the writer wrote it. */
    public String source() {
        return source;
    }

    /**
     * What it yields now, as text for a person; a value that is not there is a dash.
     *
     * @throws IllegalStateException if it could not be measured
     */
    public String shown(Evidence evidence, Map<String, Expression> definitions) {
        try {
            return evaluate(new Scope(evidence, definitions, Checker.LIMIT)).shown();
        } catch (NotMeasuredException unknown) {
            throw new IllegalStateException(source + ": " + unknown.getMessage(), unknown);
        }
    }

    Type type() {
        return type;
    }

    Value evaluate(Scope scope) {
        return node.evaluate(scope);
    }

    boolean isTrue(Scope scope) {
        return evaluate(scope) instanceof Value.Truth truth && truth.yes();
    }

    @Override
    public String toString() {
        return source;
    }
}
