package dev.sangja.lessons.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names that an expression may use, beyond those of the language.
 *
 * @param definitions what was defined before it, by name
 * @param cells the ids of the step's cells
 * @param answers the ids of the step's answer fields
 */
public record Vocabulary(Map<String, Expression> definitions, Set<String> cells, Set<String> answers) {
    public Vocabulary {
        definitions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        cells = Set.copyOf(cells);
        answers = Set.copyOf(answers);
    }

    /** The same with one more definition. */
    public Vocabulary with(String name, Expression definition) {
        Map<String, Expression> more = new LinkedHashMap<>(definitions);
        more.put(name, definition);
        return new Vocabulary(more, cells, answers);
    }
}
