package dev.sangja.lessons.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a step is done: conditions that look at state, never at what was typed.
 *
 * @param definitions names that conditions and their messages use, in the order in which they were defined
 * @param conditions in the order in which they are shown
 */
public record Check(Map<String, Expression> definitions, List<Condition> conditions) {
    public Check {
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        conditions = List.copyOf(conditions);
    }

    /** Every code that it can answer with, in order. */
    public List<String> codes() {
        return conditions.stream()
                .flatMap(condition -> condition.failures().stream())
                .map(Failure::code)
                .toList();
    }
}
