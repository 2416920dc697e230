package dev.sangja.lessons.check;

/** A parsed part of an expression. */
@FunctionalInterface
interface Node {
    Value evaluate(Scope scope);

    /** A part with the type of what it yields. */
    record Typed(Node node, Type type) {}
}
