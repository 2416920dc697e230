package dev.sangja.lessons.format;

import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.check.ExpressionException;
import dev.sangja.lessons.check.Vocabulary;
import dev.sangja.lessons.model.Cell;
import dev.sangja.runtime.journal.TraceLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the cells of a step. The key that names a cell also says what kind it is. */
final class CellReader {
    private static final List<String> KINDS = List.of("shell", "file", "answer", "quiz", "order");
    private static final int DEFAULT_SECONDS = 60;
    private static final int DEFAULT_MODE = 0644;
    private static final int OCTAL = 8;

    private final Folder folder;
    private final Messages messages;
    private final String step;

    CellReader(Folder folder, Messages messages, String step) {
        this.folder = folder;
        this.messages = messages;
        this.step = step;
    }

    static String id(Mapping mapping) {
        return mapping.text(kind(mapping));
    }

    /** The ids under which answers to that cell are kept. */
    static List<String> answerIds(Mapping mapping) {
        return switch (kind(mapping)) {
            case "answer" ->
                mapping.mappings("fields").stream()
                        .map(field -> field.text("id"))
                        .toList();
            case "order" -> List.of(mapping.text("order"));
            default -> List.of();
        };
    }

    Cell cell(Mapping mapping, Vocabulary names) {
        String id = id(mapping);
        Cell cell = switch (kind(mapping)) {
            case "shell" -> shell(id, mapping);
            case "file" -> file(id, mapping);
            case "answer" -> answer(id, mapping, names);
            case "quiz" -> quiz(id, mapping);
            default -> order(id, mapping);
        };
        mapping.done();
        return cell;
    }

    private static String kind(Mapping mapping) {
        return KINDS.stream()
                .filter(mapping::has)
                .findFirst()
                .orElseThrow(() -> mapping.error("", "must have one of the keys " + KINDS));
    }

    private Cell shell(String id, Mapping mapping) {
        String code = script(mapping, id + ".sh");
        TraceLevel trace = mapping.has("trace") ? mapping.oneOf("trace", TraceLevel.class) : TraceLevel.HIGHLIGHTS;
        Duration limit = Duration.ofSeconds(mapping.number("seconds", DEFAULT_SECONDS));
        return new Cell.Shell(id, code, solved(id + ".solve.sh", code), trace, limit);
    }

    private Cell file(String id, Mapping mapping) {
        String path = mapping.text("path");
        String extension =
                path.lastIndexOf('.') > path.lastIndexOf('/') ? path.substring(path.lastIndexOf('.')) : ".txt";
        int mode = mapping.has("mode") ? Integer.parseInt(mapping.text("mode"), OCTAL) : DEFAULT_MODE;
        String text = script(mapping, id + extension);
        return new Cell.File(id, path, mode, text, solved(id + ".solve" + extension, text));
    }

    private String script(Mapping mapping, String file) {
        return folder.read("cells/" + file)
                .map(String::stripTrailing)
                .orElseThrow(() -> mapping.error("", "needs the file cells/" + file));
    }

    private String solved(String file, String otherwise) {
        return folder.read("cells/" + file).map(String::stripTrailing).orElse(otherwise);
    }

    private Cell answer(String id, Mapping mapping, Vocabulary names) {
        List<Cell.Field> fields = new ArrayList<>();
        for (Mapping field : mapping.mappings("fields")) {
            String fieldId = field.text("id");
            try {
                fields.add(new Cell.Field(
                        fieldId,
                        messages.message(step + ".answer." + fieldId, "the answer field"),
                        Expression.value(field.text("solve"), names)));
            } catch (ExpressionException wrong) {
                throw field.error("solve", String.valueOf(wrong.getMessage()));
            }
            field.done();
        }
        return new Cell.Answer(id, fields);
    }

    private Cell quiz(String id, Mapping mapping) {
        List<String> shared = mapping.texts("options");
        List<Cell.Question> questions = new ArrayList<>();
        for (Mapping question : mapping.mappings("questions")) {
            questions.add(question(question, shared));
        }
        return new Cell.Quiz(id, questions);
    }

    private Cell.Question question(Mapping question, List<String> shared) {
        String id = question.text("id");
        String key = step + ".quiz." + id;
        boolean own = question.has("options");
        List<String> options = own ? question.texts("options") : shared;
        String right = question.text("right");
        if (!options.contains(right)) {
            throw question.error("right", "is '" + right + "', which is none of the options " + options);
        }
        question.done();
        return new Cell.Question(
                id,
                messages.message(key + ".question", "the quiz"),
                options(options, own ? key + ".options." : step + ".quiz.options."),
                right,
                messages.message(key + ".why", "the quiz"));
    }

    private Cell order(String id, Mapping mapping) {
        List<String> items = mapping.texts("items");
        List<String> solution = mapping.texts("solution");
        if (solution.size() != items.size() || !solution.containsAll(items)) {
            throw mapping.error("solution", "must have the same items, in another order");
        }
        return new Cell.Order(id, options(items, step + ".order."), solution);
    }

    private List<Cell.Option> options(List<String> ids, String prefix) {
        return ids.stream()
                .map(option -> new Cell.Option(option, messages.message(prefix + option, "an option")))
                .toList();
    }
}
