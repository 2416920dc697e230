package dev.sangja.runtime.docker;

import dev.sangja.runtime.docker.flag.FlagSet;
import java.util.List;

/**
 * How a verb is called.
 *
 * @param key under which its help is found
 * @param forms what stands behind the command's name; help shows each
 */
record Syntax(String key, List<String> forms, Arity arity, FlagSet flags) {
    Syntax {
        forms = List.copyOf(forms);
    }

    Syntax(String key, String form, Arity arity, FlagSet flags) {
        this(key, List.of(form), arity, flags);
    }
}
