package dev.sangja.runtime.docker;

import java.util.Optional;

/**
 * How many arguments a verb takes.
 *
 * @param most -1 for any number
 */
record Arity(int least, int most) {
    private static final int ANY = -1;

    static final Arity NONE = new Arity(0, 0);
    static final Arity ANY_NUMBER = new Arity(0, ANY);

    static Arity exactly(int count) {
        return new Arity(count, count);
    }

    static Arity atLeast(int count) {
        return new Arity(count, ANY);
    }

    static Arity between(int least, int most) {
        return new Arity(least, most);
    }

    /** What is wrong with so many, behind the command's name; empty if nothing is. */
    Optional<String> problem(int count) {
        if (count >= least && (most == ANY || count <= most)) {
            return Optional.empty();
        }
        if (most == 0) {
            return Optional.of("accepts no arguments");
        }
        if (most == ANY) {
            return Optional.of("requires at least " + arguments(least));
        }
        if (least == most) {
            return Optional.of("requires " + arguments(least));
        }
        return Optional.of(
                least == 0
                        ? "requires at most " + arguments(most)
                        : "requires at least " + least + " and at most " + arguments(most));
    }

    /** Docker points at its help in two ways. */
    String pointer() {
        return most == ANY ? "See" : "Run";
    }

    private static String arguments(int count) {
        return count + (count == 1 ? " argument" : " arguments");
    }
}
