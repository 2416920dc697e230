package dev.sangja.runtime.trace;

import dev.sangja.runtime.journal.ArgumentValue;

/** Turns one argument register into a value. */
@FunctionalInterface
interface ArgumentDecoder {
    /** Stands for an argument that this call does not use, such as open(2)'s mode without O_CREAT. */
    ArgumentValue UNUSED = new ArgumentValue.Symbol("");

    ArgumentValue decode(long value, CallView call);
}
