package dev.sangja.server.http;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.text.Language;
import dev.sangja.server.doctor.Finding;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.store.Store;
import dev.sangja.web.page.HomeView;
import java.util.Optional;
import java.util.UUID;

/** The home page's content, from what is kept. Safe for use by several threads. */
final class HomeViews {
    private final Course course;
    private final Store store;
    private final StepViews steps;
    private final Bookmarks bookmarks;
    private final Examination examination;

    HomeViews(Course course, Store store, StepViews steps, Bookmarks bookmarks, Examination examination) {
        this.course = course;
        this.store = store;
        this.steps = steps;
        this.bookmarks = bookmarks;
        this.examination = examination;
    }

    HomeView home(UUID learner, Language language) {
        return new HomeView(
                course,
                steps.marks(learner),
                bookmarks.last(learner).flatMap(seen -> resume(learner, seen)),
                Optional.empty(),
                examination.known().stream()
                        .filter(finding -> finding.status() != Finding.Status.OK)
                        .map(finding -> finding.degrades(language))
                        .toList());
    }

    private Optional<HomeView.Resume> resume(UUID learner, Bookmarks.Seen seen) {
        LessonStep place = seen.place();
        int runs = store.runs()
                .countsOfSteps(learner)
                .getOrDefault(place.lesson().slug() + "/" + place.step().id(), 0);
        return course.find(place.lesson().slug())
                .map(lesson -> new HomeView.Resume(lesson, place.step(), seen.at(), runs));
    }
}
