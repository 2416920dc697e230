package dev.sangja.server.http;

import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.CourseLesson;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Picture;
import dev.sangja.lessons.model.Predict;
import dev.sangja.lessons.model.Step;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.store.StepKey;
import io.javalin.http.Context;

/** Finds what an address names in the course, and says what it does not know. Immutable. */
final class Places {
    private final Course course;

    Places(Course course) {
        this.course = course;
    }

    Course course() {
        return course;
    }

    /** The lesson that the address names. */
    Lesson lesson(Context request) {
        String slug = request.pathParam("slug");
        CourseLesson lesson = course.lessons().stream()
                .filter(known -> known.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemKind.LESSON_UNKNOWN, slug));
        return lesson.content().orElseThrow(() -> new ProblemException(ProblemKind.LESSON_PLANNED, lesson.slug()));
    }

    /** The step that the address names, by its id or its number. */
    LessonStep step(Context request) {
        return step(lesson(request), request.pathParam("step"));
    }

    static LessonStep step(Lesson lesson, String name) {
        Step step = lesson.step(name)
                .orElseThrow(() -> new ProblemException(ProblemKind.STEP_UNKNOWN, lesson.slug(), name));
        return new LessonStep(lesson, step);
    }

    /** The cell of that step that the address names. */
    static Cell cell(LessonStep place, Context request) {
        String id = request.pathParam("cell");
        return place.step().cell(id).orElseThrow(() -> new ProblemException(ProblemKind.CELL_UNKNOWN, id));
    }

    /** The quiz of that step that the address names. */
    static Cell.Quiz quiz(LessonStep place, Context request) {
        String id = request.pathParam("id");
        if (place.step().cell(id).orElse(null) instanceof Cell.Quiz quiz) {
            return quiz;
        }
        throw new ProblemException(ProblemKind.QUESTION_UNKNOWN, id);
    }

    /** The picture of that step that the address names. */
    static Picture picture(LessonStep place, Context request) {
        String id = request.pathParam("id");
        return place.step().pictures().stream()
                .filter(picture -> picture.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemKind.PATH_UNKNOWN));
    }

    /** The step that is kept under that key; a lesson may have lost it since. */
    LessonStep of(StepKey key) {
        Lesson lesson = course.find(key.lesson())
                .flatMap(CourseLesson::content)
                .orElseThrow(() -> new ProblemException(ProblemKind.LESSON_UNKNOWN, key.lesson()));
        return step(lesson, key.step());
    }

    /** The question before a run of that step that the address names. */
    static Predict predict(LessonStep place, Context request) {
        String id = request.pathParam("id");
        return place.step().predicts().stream()
                .filter(predict -> predict.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemKind.QUESTION_UNKNOWN, id));
    }
}
