package dev.sangja.server.http;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.text.Language;
import dev.sangja.server.doctor.Finding;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.store.StepProgress;
import dev.sangja.server.store.Store;
import dev.sangja.server.store.StoredRun;
import dev.sangja.web.page.HomeView;
import java.time.Instant;
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
                bookmarks.last(learner).flatMap(place -> resume(learner, place)),
                Optional.empty(),
                examination.known().stream()
                        .filter(finding -> finding.status() != Finding.Status.OK)
                        .map(finding -> finding.feature().degrades(language))
                        .toList());
    }

    private Optional<HomeView.Resume> resume(UUID learner, LessonStep place) {
        int runs = store.runs()
                .countsOfSteps(learner)
                .getOrDefault(place.lesson().slug() + "/" + place.step().id(), 0);
        Optional<Instant> at = store.runs()
                .newest(learner)
                .map(StoredRun::askedAt)
                .or(() -> store.progress().ofStep(place.key(learner)).map(StepProgress::openedAt));
        return course.find(place.lesson().slug())
                .flatMap(lesson -> at.map(when -> new HomeView.Resume(lesson, place.step(), when, runs)));
    }
}
