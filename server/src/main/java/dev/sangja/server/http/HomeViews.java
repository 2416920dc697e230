package dev.sangja.server.http;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.text.Language;
import dev.sangja.server.doctor.Finding;
import dev.sangja.server.notebook.LessonStep;
import dev.sangja.server.notebook.Notebook;
import dev.sangja.server.store.Store;
import dev.sangja.server.store.WorkDay;
import dev.sangja.web.page.HomeView;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The home page's content, from what is kept. Safe for use by several threads. */
final class HomeViews {
    private final Course course;
    private final Store store;
    private final Notebook notebook;
    private final StepViews steps;
    private final Bookmarks bookmarks;
    private final Examination examination;

    HomeViews(
            Course course,
            Store store,
            Notebook notebook,
            StepViews steps,
            Bookmarks bookmarks,
            Examination examination) {
        this.course = course;
        this.store = store;
        this.notebook = notebook;
        this.steps = steps;
        this.bookmarks = bookmarks;
        this.examination = examination;
    }

    HomeView home(UUID learner, Language language, ZoneId zone) {
        return new HomeView(
                course,
                steps.marks(learner),
                bookmarks.last(learner).flatMap(seen -> resume(learner, seen)),
                store.work().last(learner, zone).map(this::day),
                shortcomings(language));
    }

    /** What this computer cannot do; empty while the doctor is still looking. */
    private Optional<List<String>> shortcomings(Language language) {
        return examination
                .known()
                .map(findings -> findings.stream()
                        .filter(finding -> finding.status() != Finding.Status.OK)
                        .map(finding -> finding.degrades(language))
                        .toList());
    }

    private HomeView.Day day(WorkDay day) {
        return new HomeView.Day(
                day.from(),
                day.to(),
                day.runs(),
                day.calls(),
                day.failedCalls(),
                day.namespaces(),
                day.added(),
                day.modified(),
                day.deleted(),
                day.bytesWritten(),
                day.limits(),
                day.foretold().size(),
                notebook.agreed(day.foretold()),
                day.hints(),
                day.passed());
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
