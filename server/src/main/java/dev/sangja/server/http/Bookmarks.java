package dev.sangja.server.http;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.store.Store;
import dev.sangja.server.store.StepProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where each learner last was, in each lesson and in all. Safe for use by several threads. */
final class Bookmarks {
    /** The setting that holds the last step of all, as slug, slash, id; with a slug after a colon, that of a lesson. */
    private static final String PLACE = "place";

    private final Course course;
    private final Store store;

    Bookmarks(Course course, Store store) {
        this.course = course;
        this.store = store;
    }

    /** Notes that the learner looks at that step. */
    void put(UUID learner, LessonStep place) {
        store.learners().set(learner, PLACE, place.lesson().slug() + "/" + place.step().id());
        store.learners().set(learner, PLACE + ":" + place.lesson().slug(), place.step().id());
    }

    /** The step of that lesson at which the learner is: the one seen last, or the first that is not passed. */
    Step of(UUID learner, Lesson lesson) {
        return Optional.ofNullable(store.learners().settings(learner).get(PLACE + ":" + lesson.slug()))
                .flatMap(lesson::step)
                .orElseGet(() -> firstOpen(learner, lesson));
    }

    private Step firstOpen(UUID learner, Lesson lesson) {
        List<String> passed = store.progress().ofLearner(learner).stream()
                .filter(step -> step.lesson().equals(lesson.slug())
                        && step.passedAt().isPresent())
                .map(StepProgress::step)
                .toList();
        List<Step> steps = lesson.steps();
        return steps.stream()
                .filter(step -> !passed.contains(step.id()))
                .findFirst()
                .orElse(steps.get(steps.size() - 1));
    }

    /** The step that the learner saw last of all. */
    Optional<LessonStep> last(UUID learner) {
        Map<String, String> settings = store.learners().settings(learner);
        return Optional.ofNullable(settings.get(PLACE)).flatMap(place -> {
            int slash = place.indexOf('/');
            return slash < 0 ? Optional.empty() : find(place.substring(0, slash), place.substring(slash + 1));
        });
    }

    private Optional<LessonStep> find(String slug, String step) {
        return course.find(slug)
                .flatMap(lesson -> lesson.content())
                .flatMap(lesson -> lesson.step(step).map(found -> new LessonStep(lesson, found)));
    }
}
