package dev.sangja.server.http;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.store.StepProgress;
import dev.sangja.server.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where each learner last was, in each lesson and in all. Safe for use by several threads. */
final class Bookmarks {
    /** The setting that holds the last step of all; with a slug after a colon, that of a lesson: only its id. */
    private static final String PLACE = "place";

    /** The last step of all: slug, id, and when it was looked at, in milliseconds since 1970. */
    private static final Pattern WRITTEN = Pattern.compile("([^/]+)/([^/@]+)@(\\d{1,18})");

    private final Course course;
    private final Store store;
    private final Clock clock;

    Bookmarks(Course course, Store store, Clock clock) {
        this.course = course;
        this.store = store;
        this.clock = clock;
    }

    /** A step that was looked at. */
    record Seen(LessonStep place, Instant at) {}

    /** Notes that the learner looks at that step. */
    void put(UUID learner, LessonStep place) {
        String slug = place.lesson().slug();
        String step = place.step().id();
        store.learners().set(learner, PLACE, slug + "/" + step + "@" + clock.millis());
        store.learners().set(learner, PLACE + ":" + slug, step);
    }

    /** The step of that lesson at which the learner is: the one seen last, or the first that is not passed. */
    Step of(UUID learner, Lesson lesson) {
        return Optional.ofNullable(store.learners().settings(learner).get(PLACE + ":" + lesson.slug()))
                .flatMap(lesson::step)
                .orElseGet(() -> firstOpen(learner, lesson));
    }

    private Step firstOpen(UUID learner, Lesson lesson) {
        List<String> passed = store.progress().ofLearner(learner).stream()
                .filter(step ->
                        step.lesson().equals(lesson.slug()) && step.passedAt().isPresent())
                .map(StepProgress::step)
                .toList();
        List<Step> steps = lesson.steps();
        return steps.stream()
                .filter(step -> !passed.contains(step.id()))
                .findFirst()
                .orElse(steps.get(steps.size() - 1));
    }

    /** The step that the learner saw last of all. */
    Optional<Seen> last(UUID learner) {
        return Optional.ofNullable(store.learners().settings(learner).get(PLACE))
                .map(WRITTEN::matcher)
                .filter(Matcher::matches)
                .flatMap(written -> find(written.group(1), written.group(2))
                        .map(place -> new Seen(place, Instant.ofEpochMilli(Long.parseLong(written.group(3))))));
    }

    private Optional<LessonStep> find(String slug, String step) {
        return course.find(slug)
                .flatMap(lesson -> lesson.content())
                .flatMap(lesson -> lesson.step(step).map(found -> new LessonStep(lesson, found)));
    }
}
