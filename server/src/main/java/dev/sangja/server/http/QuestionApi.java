package dev.sangja.server.http;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Predict;
import dev.sangja.lessons.text.Language;
import dev.sangja.server.notebook.AnswerReport;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.notebook.Prediction;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a learner is asked in a step: predictions, measured answers and orders, quizzes. */
final class QuestionApi {
    private static final String STEP = "/api/lessons/{slug}/steps/{step}";
    private static final int LONGEST_TEXT = 500;

    private final Places places;
    private final Notebook notebook;
    private final Visitors visitors;
    private final Body body;

    QuestionApi(Places places, Notebook notebook, Visitors visitors, Body body) {
        this.places = places;
        this.notebook = notebook;
        this.visitors = visitors;
        this.body = body;
    }

    /**
     * A prediction.
     *
     * @param option the id of an option, or {@code unsure}
     * @param why what the learner says about it
     */
    record PredictBody(Optional<String> option, Optional<String> why) {}

    /**
     * Answers.
     *
     * @param fields by the field's id
     * @param order for an ordering puzzle: the ids in the learner's order
     */
    record AnswerBody(Optional<Map<String, String>> fields, Optional<List<String>> order) {}

    /**
     * What is to be said about answers.
     *
     * @param passed whether they agree with what is true now
     * @param message where to look; empty if there is nothing to say
     */
    record Told(boolean passed, String message) {}

    /**
     * Choices in a quiz.
     *
     * @param answers the id of an option, by the question's id
     */
    record QuizBody(Map<String, String> answers) {
        QuizBody {
            java.util.Objects.requireNonNull(answers, "it is missing");
        }
    }

    /** What is to be said about the choices. */
    record QuizReport(List<CardReport> results) {}

    /**
     * What is to be said about one choice.
     *
     * @param card the question's id
     * @param message why the right option is right
     */
    record CardReport(String card, boolean passed, String message) {}

    void register(RoutesConfig routes) {
        routes.post(STEP + "/predict/{id}", this::predict);
        routes.post(STEP + "/answers/{cell}", this::answer);
        routes.post(STEP + "/quiz/{id}", this::quiz);
    }

    private void predict(Context request) {
        UUID learner = visitors.require(request);
        LessonStep place = places.step(request);
        Predict predict = Places.predict(place, request);
        PredictBody asked = body.read(request, PredictBody.class);
        asked.option().ifPresent(option -> checkOption(predict, option));
        asked.why().ifPresent(QuestionApi::checkLength);
        Optional<Prediction> known = notebook.prediction(place.key(learner), predict);
        boolean closed = known.flatMap(Prediction::outcome).isPresent();
        if (closed && asked.option().isPresent()) {
            throw new ProblemException(ProblemKind.PREDICTION_CLOSED);
        }
        notebook.predict(learner, place, predict, asked.option(), asked.why());
        request.status(204);
    }

    private static void checkOption(Predict predict, String option) {
        boolean known = option.equals(Predict.UNSURE)
                || predict.options().stream().anyMatch(other -> other.id().equals(option));
        if (!known) {
            throw new ProblemException(ProblemKind.OPTION_UNKNOWN, option);
        }
    }

    private static void checkLength(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new ProblemException(ProblemKind.PARAMETER_WRONG, "text", "> " + LONGEST_TEXT);
        }
    }

    private void answer(Context request) {
        UUID learner = visitors.require(request);
        LessonStep place = places.step(request);
        Cell cell = Places.cell(place, request);
        Map<String, String> values = values(cell, body.read(request, AnswerBody.class));
        Language language = LanguageChoice.of(request);
        AnswerReport report = notebook.answer(learner, place, cell, values);
        request.json(new Told(report.passed(), report.say(language)));
    }

    private static Map<String, String> values(Cell cell, AnswerBody asked) {
        if (cell instanceof Cell.Order order) {
            List<String> ids = asked.order().orElse(List.of());
            for (String id : ids) {
                if (order.items().stream().noneMatch(item -> item.id().equals(id))) {
                    throw new ProblemException(ProblemKind.OPTION_UNKNOWN, id);
                }
            }
            return Map.of(cell.id(), String.join(",", ids));
        }
        Map<String, String> fields = asked.fields().orElse(Map.of());
        fields.forEach((id, value) -> {
            if (cell.field(id).isEmpty()) {
                throw new ProblemException(ProblemKind.FIELD_UNKNOWN, id);
            }
            checkLength(value);
        });
        return fields;
    }

    private void quiz(Context request) {
        UUID learner = visitors.require(request);
        LessonStep place = places.step(request);
        Cell.Quiz quiz = Places.quiz(place, request);
        Map<String, String> choices = body.read(request, QuizBody.class).answers();
        Language language = LanguageChoice.of(request);
        List<CardReport> reports = new ArrayList<>();
        choices.forEach((id, option) -> reports.add(report(question(quiz, id), option, language)));
        notebook.quiz(learner, place, quiz, choices);
        request.json(new QuizReport(reports));
    }

    private static Cell.Question question(Cell.Quiz quiz, String id) {
        return quiz.questions().stream()
                .filter(question -> question.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemKind.QUESTION_UNKNOWN, id));
    }

    private static CardReport report(Cell.Question question, String option, Language language) {
        if (question.options().stream().noneMatch(other -> other.id().equals(option))) {
            throw new ProblemException(ProblemKind.OPTION_UNKNOWN, option);
        }
        return new CardReport(
                question.id(), question.right().equals(option), question.why().plain(language, Map.of()));
    }
}
