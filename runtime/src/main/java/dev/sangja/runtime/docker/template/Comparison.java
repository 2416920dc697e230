package dev.sangja.runtime.docker.template;

import java.util.List;

/** Compares values as {@code eq} and {@code lt} do: only values of one kind can be compared. */
final class Comparison {
    private Comparison() {}

    /** Whether the first is equal to any of the others. */
    static boolean anyEqual(List<GoValue> values) {
        if (values.size() == 1) {
            throw new FunctionProblem("missing argument for comparison");
        }
        return values.subList(1, values.size()).stream().anyMatch(other -> equal(values.get(0), other));
    }

    static boolean equal(GoValue left, GoValue right) {
        if (isNil(left) || isNil(right)) {
            return isNil(left) && isNil(right);
        }
        requireBasic(left);
        requireBasic(right);
        requireSameKind(left, right);
        return left.equals(right);
    }

    /** Less than, equal to or greater than zero as the first is to the second. */
    static int order(GoValue left, GoValue right) {
        requireBasic(left);
        requireBasic(right);
        requireSameKind(left, right);
        if (left instanceof GoValue.Int a && right instanceof GoValue.Int b) {
            return Long.compare(a.value(), b.value());
        }
        if (left instanceof GoValue.Real a && right instanceof GoValue.Real b) {
            return Double.compare(a.value(), b.value());
        }
        if (left instanceof GoValue.Text a && right instanceof GoValue.Text b) {
            return a.value().compareTo(b.value());
        }
        throw new FunctionProblem("invalid type for comparison");
    }

    private static boolean isNil(GoValue value) {
        return value instanceof GoValue.Nil || value instanceof GoValue.Missing;
    }

    private static void requireBasic(GoValue value) {
        boolean basic = value instanceof GoValue.Bool
                || value instanceof GoValue.Int
                || value instanceof GoValue.Real
                || value instanceof GoValue.Text;
        if (!basic) {
            throw new FunctionProblem("non-comparable type " + GoFormat.display(value) + ": " + GoFormat.type(value));
        }
    }

    private static void requireSameKind(GoValue left, GoValue right) {
        if (left.getClass() != right.getClass()) {
            throw new FunctionProblem("incompatible types for comparison");
        }
    }
}
