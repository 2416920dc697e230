package dev.sangja.server.http;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.CourseLesson;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.text.Language;
import dev.sangja.web.machine.MachineStatus;
import dev.sangja.web.page.Frame;
import dev.sangja.web.page.Pages;
import dev.sangja.web.text.Words;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What a person sees instead of a page that could not be had: what is wrong, and where to go. */
final class ErrorPages implements ProblemWriter.ErrorPage {
    private final Pages pages;
    private final Course course;
    private final Clock clock;

    ErrorPages(Pages pages, Course course, Clock clock) {
        this.pages = pages;
        this.course = course;
        this.clock = clock;
    }

    @Override
    public String html(Context request, Language language, ProblemException problem) {
        Words words = Words.in(language, TimeZoneChoice.of(request));
        Frame frame = new Frame(words, request.path(), MachineStatus.none(clock.instant()));
        String detail = problem.message(language);
        if (problem.kind().status() == 404) {
            return pages.notFound(detail, suggestions(request.path(), language), frame);
        }
        return pages.failed(problem.kind().status(), detail, "", frame);
    }

    /** The steps of the lesson that was asked for, or the lessons whose names are nearest to what was asked for. */
    private List<Pages.Link> suggestions(String path, Language language) {
        String[] words = path.split("/", -1);
        String slug = words.length > 2 && words[1].equals("lessons") ? words[2] : "";
        Optional<Lesson> known = course.find(slug).flatMap(CourseLesson::content);
        if (known.isPresent()) {
            return known.get().steps().stream()
                    .map(step -> new Pages.Link(
                            "/lessons/" + known.get().slug() + "/" + step.number(),
                            known.get().number() + "." + step.number() + " "
                                    + step.title().in(language)))
                    .toList();
        }
        return course.lessons().stream()
                .filter(lesson -> !lesson.planned())
                .map(lesson -> new Pages.Link(
                        "/lessons/" + lesson.slug(),
                        lesson.number() + " " + lesson.title().in(language)))
                .toList();
    }
}
