package dev.sangja.lessons.format;

import dev.sangja.lessons.check.Check;
import dev.sangja.lessons.check.Condition;
import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.check.ExpressionException;
import dev.sangja.lessons.check.Failure;
import dev.sangja.lessons.check.Feedback;
import dev.sangja.lessons.check.Vocabulary;
import dev.sangja.lessons.text.Language;
import dev.sangja.lessons.text.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the check of a step. */
final class CheckReader {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final Messages messages;
    private final String step;
    private final Vocabulary names;

    CheckReader(Messages messages, String step, Vocabulary names) {
        this.messages = messages;
        this.step = step;
        this.names = names;
    }

    Check check(Mapping yaml) {
        Vocabulary defined = definitions(yaml, names);
        List<Condition> conditions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> codes = new HashSet<>();
        for (Mapping mapping : yaml.mappings("conditions")) {
            Condition condition = condition(mapping, defined);
            if (!ids.containsAll(condition.needs())) {
                throw mapping.error("needs", "must name earlier conditions, " + ids);
            }
            if (!ids.add(condition.id())) {
                throw mapping.error("id", "is '" + condition.id() + "' for the second time");
            }
            for (Failure failure : condition.failures()) {
                if (!codes.add(failure.code())) {
                    throw mapping.error("fail", "has the code " + failure.code() + " for the second time");
                }
            }
            conditions.add(condition);
        }
        yaml.done();
        if (conditions.isEmpty()) {
            throw yaml.error("conditions", "must not be empty");
        }
        return new Check(defined.definitions(), conditions);
    }

    /** The names that {@code let} defines, each of which may use those before it. */
    static Vocabulary definitions(Mapping yaml, Vocabulary names) {
        Vocabulary defined = names;
        Optional<Mapping> let = yaml.optionalMapping("let");
        if (let.isPresent()) {
            for (String name : let.get().keys()) {
                try {
                    defined = defined.with(name, Expression.value(let.get().text(name), defined));
                } catch (ExpressionException wrong) {
                    throw let.get().error(name, String.valueOf(wrong.getMessage()));
                }
            }
        }
        return defined;
    }

    static Expression condition(Mapping yaml, String key, Vocabulary names) {
        try {
            return Expression.condition(yaml.text(key), names);
        } catch (ExpressionException wrong) {
            throw yaml.error(key, String.valueOf(wrong.getMessage()));
        }
    }

    private Condition condition(Mapping mapping, Vocabulary defined) {
        String id = mapping.text("id");
        List<Failure> failures = new ArrayList<>();
        for (Mapping failure : mapping.mappings("fail")) {
            failures.add(failure(failure, defined));
        }
        if (failures.isEmpty()) {
            throw mapping.error("fail", "must not be empty: a condition that cannot fail says nothing");
        }
        String key = step + ".check." + id;
        Condition condition = new Condition(
                id,
                sentence(key + ".what", defined),
                sentence(key + ".measured", defined),
                mapping.texts("needs"),
                failures);
        mapping.done();
        return condition;
    }

    private Failure failure(Mapping mapping, Vocabulary defined) {
        String code = mapping.text("code");
        if (!CODE.matcher(code).matches()) {
            throw mapping.error("code", "must be in capitals, such as UTS_SAME_NS");
        }
        String key = step + ".feedback." + code;
        Failure failure = new Failure(
                condition(mapping, "when", defined),
                code,
                new Feedback(
                        sentence(key + ".expected", defined),
                        sentence(key + ".found", defined),
                        sentence(key + ".say", defined)),
                mapping.optionalText("repair"));
        mapping.done();
        return failure;
    }

    private Message sentence(String key, Vocabulary defined) {
        return sentence(messages, key, defined);
    }

    /** A sentence whose places are all filled by definitions. */
    static Message sentence(Messages messages, String key, Vocabulary defined) {
        Message message = messages.message(key, "a check or a prediction");
        for (Language language : Language.values()) {
            for (String place : message.places(language)) {
                String[] parts = place.split("\\.", 2);
                Expression definition = defined.definitions().get(parts[0]);
                if (definition == null || !definition.hasField(parts.length > 1 ? parts[1] : "")) {
                    throw messages.error(language, key, "shows {" + place + "}, which is not defined");
                }
            }
        }
        if (!message.places(Language.KO).equals(message.places(Language.EN))) {
            throw messages.error(
                    Language.EN,
                    key,
                    "shows " + message.places(Language.EN) + ", but in Korean " + message.places(Language.KO));
        }
        return message;
    }
}
