package dev.sangja.server.http;

import dev.sangja.lessons.model.CourseLesson;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.lessons.text.Language;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.store.ProgressStore;
import dev.sangja.server.store.StepProgress;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is taught, how far the learner is in it, and where to begin. */
final class LessonApi {
    private final Places places;
    private final Notebook notebook;
    private final ProgressStore progress;
    private final Bookmarks bookmarks;
    private final Visitors visitors;
    private final MachineApi machines;
    private final Body body;

    LessonApi(
            Places places,
            Notebook notebook,
            ProgressStore progress,
            Bookmarks bookmarks,
            Visitors visitors,
            MachineApi machines,
            Body body) {
        this.places = places;
        this.notebook = notebook;
        this.progress = progress;
        this.bookmarks = bookmarks;
        this.visitors = visitors;
        this.machines = machines;
        this.body = body;
    }

    /** The course. */
    record Lessons(List<LessonDocument> lessons) {}

    /**
     * One lesson.
     *
     * @param written whether it can be opened
     */
    record LessonDocument(
            int number, String slug, String title, int minutes, boolean written, List<StepDocument> steps) {}

    /**
     * One step.
     *
     * @param status {@code new}, {@code opened} or {@code passed}
     * @param cells the ids of its cells
     */
    record StepDocument(int number, String id, String title, int minutes, String status, List<String> cells) {}

    /** Which step to open; the one whose page the learner saw last if it is not said. */
    record Open(Optional<String> step) {}

    void register(RoutesConfig routes) {
        routes.get("/api/lessons", this::lessons);
        routes.post("/api/lessons/{slug}/open", this::open);
    }

    private void lessons(Context request) {
        Language language = LanguageChoice.of(request);
        Map<String, StepProgress> known = visitors.find(request)
                .map(learner -> progress.ofLearner(learner).stream()
                        .collect(Collectors.toMap(step -> step.lesson() + "/" + step.step(), Function.identity())))
                .orElse(Map.of());
        request.json(new Lessons(places.course().lessons().stream()
                .map(lesson -> document(lesson, known, language))
                .toList()));
    }

    private static LessonDocument document(CourseLesson lesson, Map<String, StepProgress> known, Language language) {
        List<StepDocument> steps = lesson.content().map(Lesson::steps).orElse(List.of()).stream()
                .map(step -> document(lesson, step, known, language))
                .toList();
        return new LessonDocument(
                lesson.number(),
                lesson.slug(),
                lesson.title().in(language),
                lesson.minutes(),
                !lesson.planned(),
                steps);
    }

    private static StepDocument document(
            CourseLesson lesson, Step step, Map<String, StepProgress> known, Language language) {
        String status = Optional.ofNullable(known.get(lesson.slug() + "/" + step.id()))
                .map(progress -> progress.passedAt().isPresent() ? "passed" : "opened")
                .orElse("new");
        List<String> cells = step.cells().stream().map(cell -> cell.id()).toList();
        return new StepDocument(step.number(), step.id(), step.title().in(language), step.minutes(), status, cells);
    }

    private void open(Context request) throws InterruptedException {
        UUID learner = visitors.require(request);
        Lesson lesson = places.lesson(request);
        Optional<String> asked = body.read(request, Open.class).step();
        LessonStep place = asked.map(name -> Places.step(lesson, name))
                .orElseGet(() -> new LessonStep(lesson, bookmarks.of(learner, lesson)));
        request.json(machines.document(learner, notebook.open(learner, place)));
    }
}
