package dev.sangja.lessons.check;

import dev.sangja.lessons.text.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How it is told from the learner's own run which of the predicted things happened.
 *
 * @param definitions names that the rules use, in the order in which they were defined
 * @param rules in the order in which they are tried; the first that holds decides
 */
public record Outcome(Map<String, Expression> definitions, List<Rule> rules) {
    public Outcome {
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        rules = List.copyOf(rules);
    }

    /**
     * One thing that can happen.
     *
     * @param when what must be true for it to have happened
     * @param option the id of the option that predicted it
     * @param seen what happened, told with measured facts
     */
    public record Rule(Expression when, String option, Message seen) {}

    /**
     * What happened.
     *
     * @param option the id of the option that predicted it
     * @param message what happened
     * @param facts the measured facts of the message
     */
    public record Seen(String option, Message message, Map<String, String> facts) {
        public Seen {
            facts = Map.copyOf(facts);
        }
    }
}
