package dev.sangja.lessons.format;

import dev.sangja.lessons.check.Check;
import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.check.Vocabulary;
import dev.sangja.lessons.format.TextFile.TextStep;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Picture;
import dev.sangja.lessons.model.Predict;
import dev.sangja.lessons.model.Step;
import dev.sangja.lessons.model.Support;
import dev.sangja.lessons.model.WrongState;
import dev.sangja.lessons.text.Localized;
import dev.sangja.lessons.text.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one step of {@code lesson.yaml} together with its texts and sentences. */
final class StepReader {
    private final Folder folder;
    private final Mapping yaml;
    private final Messages messages;
    private final Markup markup;
    private final String id;

    StepReader(Folder folder, Mapping yaml, Messages messages, Markup markup) {
        this.folder = folder;
        this.yaml = yaml;
        this.messages = messages;
        this.markup = markup;
        this.id = yaml.text("id");
    }

    Step read(int number, TextStep korean, TextStep english) {
        CellReader cellReader = new CellReader(folder, messages, id);
        List<Mapping> cellMappings = yaml.mappings("cells");
        Vocabulary names = vocabulary(cellMappings);
        CheckReader checkReader = new CheckReader(messages, id, names);
        Check check = checkReader.check(yaml.mapping("check"));
        Vocabulary defined = new Vocabulary(check.definitions(), names.cells(), names.answers());
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (Mapping mapping : cellMappings) {
            Cell cell = cellReader.cell(mapping, defined);
            cells.put(cell.id(), cell);
        }
        Map<String, Predict> predicts = new LinkedHashMap<>();
        for (Mapping mapping : yaml.mappings("predicts")) {
            Predict predict = new PredictReader(messages, id, defined).predict(mapping);
            predicts.put(predict.id(), predict);
        }
        Map<String, Picture> pictures = new LinkedHashMap<>();
        for (Mapping mapping : yaml.mappings("pictures")) {
            Picture picture = picture(mapping);
            pictures.put(picture.id(), picture);
        }
        Step step = new Step(
                id,
                number,
                yaml.number("minutes"),
                yaml.oneOf("support", Support.class),
                new Localized(korean.title(), english.title()),
                yaml.optionalText("set").orElse(""),
                yaml.optionalText("undo").orElse(""),
                new Placement(yaml, markup, cells, predicts, pictures).blocks(korean, english),
                check,
                where(yaml, defined),
                hints(),
                solution(cells),
                wrongStates(check, defined));
        yaml.done();
        return step;
    }

    private Vocabulary vocabulary(List<Mapping> cells) {
        Set<String> ids = new HashSet<>();
        Set<String> answers = new HashSet<>();
        for (Mapping cell : cells) {
            ids.add(CellReader.id(cell));
            answers.addAll(CellReader.answerIds(cell));
        }
        return new Vocabulary(Map.of(), ids, answers);
    }

    private List<Message> hints() {
        List<Message> hints = new ArrayList<>();
        for (int at = 1; at <= 2; at++) {
            hints.add(messages.message(id + ".hint" + at, "every step"));
        }
        return hints;
    }

    private Picture picture(Mapping mapping) {
        String pictureId = mapping.text("id");
        Picture picture = new Picture(
                pictureId,
                mapping.oneOf("kind", Picture.Kind.class),
                mapping.texts("focus"),
                mapping.texts("processes"),
                messages.message(id + ".picture." + pictureId, "the picture"));
        mapping.done();
        return picture;
    }

    /** What passes the check: the named cells, or all that do something, in reading order. */
    private List<String> solution(Map<String, Cell> cells) {
        List<String> named = yaml.texts("solve");
        for (String cell : named) {
            if (!cells.containsKey(cell)) {
                throw yaml.error("solve", "names the cell '" + cell + "', which this step does not have");
            }
        }
        return named.isEmpty()
                ? cells.values().stream()
                        .filter(cell -> !(cell instanceof Cell.Quiz))
                        .map(Cell::id)
                        .toList()
                : named;
    }

    /** What must hold of a machine. */
    private static Optional<Expression> where(Mapping mapping, Vocabulary names) {
        return mapping.has("where") ? Optional.of(CheckReader.condition(mapping, "where", names)) : Optional.empty();
    }

    private List<WrongState> wrongStates(Check check, Vocabulary names) {
        List<WrongState> states = new ArrayList<>();
        for (Mapping mapping : yaml.mappings("wrong")) {
            String code = mapping.text("code");
            if (!check.codes().contains(code)) {
                throw mapping.error("code", "is '" + code + "', but the check has " + check.codes());
            }
            Map<String, String> answers =
                    mapping.has("answers") ? mapping.mapping("answers").allTexts() : Map.of();
            for (String answer : answers.keySet()) {
                if (!names.answers().contains(answer)) {
                    throw mapping.error("answers", "names '" + answer + "', which is no answer field of this step");
                }
            }
            boolean afterSolution = mapping.optionalText("from").orElse("start").equals("solution");
            states.add(new WrongState(
                    code, afterSolution, mapping.optionalText("run").orElse(""), answers, where(mapping, names)));
            mapping.done();
        }
        return states;
    }
}
