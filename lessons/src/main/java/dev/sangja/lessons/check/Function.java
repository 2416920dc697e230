package dev.sangja.lessons.check;

import java.util.List;

/**
 * A function of the condition language.
 *
 * @param slots what its arguments may be
 * @param result what it yields
 * @param body how it is computed; it is called only with arguments that are there
 */
record Function(List<Slot> slots, Type result, Body body) {
    Function {
        slots = List.copyOf(slots);
    }

    /** Computes a function. */
    interface Body {
        Value apply(Scope scope, List<Value> arguments);
    }
}
