package dev.sangja.lessons.check;

/**
 * What an expression yields, known before it is evaluated.
 *
 * @param kind the kind of the value
 * @param element the kind of a list's elements; the kind itself for anything else
 */
record Type(Kind kind, Kind element) {
    static Type of(Kind kind) {
        return new Type(kind, kind);
    }

    static Type listOf(Kind element) {
        return new Type(Kind.LIST, element);
    }

    String noun() {
        return kind == Kind.LIST ? "list of " + element.noun() : kind.noun();
    }
}
