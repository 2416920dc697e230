package dev.sangja.lessons.format;

import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.check.Outcome;
import dev.sangja.lessons.check.Vocabulary;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Predict;
import java.util.ArrayList;
import java.util.List;

/** Reads the questions before a run. */
final class PredictReader {
    private final Messages messages;
    private final String step;
    private final Vocabulary names;

    PredictReader(Messages messages, String step, Vocabulary names) {
        this.messages = messages;
        this.step = step;
        this.names = names;
    }

    Predict predict(Mapping mapping) {
        String id = mapping.text("id");
        String cell = mapping.text("cell");
        if (!names.cells().contains(cell)) {
            throw mapping.error("cell", "is '" + cell + "', which this step does not have");
        }
        String key = step + ".predict." + id;
        Vocabulary defined = CheckReader.definitions(mapping, names);
        List<String> options = new ArrayList<>();
        List<Outcome.Rule> rules = new ArrayList<>();
        for (String option : mapping.texts("options")) {
            options.add(option);
        }
        for (Mapping rule : mapping.mappings("outcome")) {
            String option = rule.text("is");
            if (!options.contains(option)) {
                throw rule.error("is", "is '" + option + "', which is none of the options " + options);
            }
            Expression when = CheckReader.condition(rule, "when", defined);
            rules.add(new Outcome.Rule(when, option, CheckReader.sentence(messages, key + ".seen." + option, defined)));
            rule.done();
        }
        Predict predict = new Predict(
                id,
                cell,
                messages.message(key + ".question", "the prediction"),
                options.stream()
                        .map(option ->
                                new Cell.Option(option, messages.message(key + ".options." + option, "an option")))
                        .toList(),
                new Outcome(defined.definitions(), rules));
        mapping.done();
        if (rules.isEmpty()) {
            throw mapping.error("outcome", "must not be empty");
        }
        return predict;
    }
}
