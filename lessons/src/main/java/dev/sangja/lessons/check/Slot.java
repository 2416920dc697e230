package dev.sangja.lessons.check;

/** What may stand at one place among the arguments of a function. */
enum Slot {
    TEXT,
    NUMBER,
    LIST,
    PROCESS,
    CONTAINER,
    FILE,
    /** {@code lab}, a process or a container. */
    PLACE,
    /** One of the eight kinds of namespaces, by its bare name. */
    NAMESPACE,
    /** The id of one of the step's cells, in quotes. */
    CELL,
    /** The id of one of the step's answer fields, in quotes. */
    ANSWER,
    /** A regular expression with one group, in quotes. */
    PATTERN;

    boolean takes(Kind kind) {
        return switch (this) {
            case TEXT -> kind == Kind.TEXT;
            case NUMBER -> kind == Kind.NUMBER;
            case LIST -> kind == Kind.LIST;
            case PROCESS -> kind == Kind.PROCESS;
            case CONTAINER -> kind == Kind.CONTAINER;
            case FILE -> kind == Kind.FILE;
            case PLACE -> kind.isPlace();
            case NAMESPACE, CELL, ANSWER, PATTERN -> false;
        };
    }

    String noun() {
        return switch (this) {
            case PLACE -> "place (lab, a process or a container)";
            case NAMESPACE -> "kind of namespace";
            case CELL -> "cell's id in quotes";
            case ANSWER -> "answer field's id in quotes";
            case PATTERN -> "regular expression in quotes";
            case TEXT, NUMBER, LIST, PROCESS, CONTAINER, FILE -> name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
