package dev.sangja.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.aside;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.i;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.CourseLesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.web.lesson.Addresses;
import dev.sangja.web.lesson.StepMark;
import dev.sangja.web.text.Words;
import j2html.tags.DomContent;
import j2html.tags.specialized.ATag;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.SectionTag;
import j2html.tags.specialized.SpanTag;
import java.util.ArrayList;
import java.util.List;

/** The home page as a table of contents. No badges, no streaks: ticks, minutes, and yesterday's work as a receipt. */
final class HomePage {
    private final HomeView view;
    private final Words words;

    private HomePage(HomeView view, Words words) {
        this.view = view;
        this.words = words;
    }

    static DivTag draw(HomeView view, Words words) {
        HomePage page = new HomePage(view, words);
        return div(
                        main(page.resume(), each(view.course().tracks(), page::track))
                                .withId("main")
                                .attr("tabindex", "-1"),
                        aside(each(view.day().stream().map(day -> DayReceipt.draw(day, words))), page.computer()))
                .withClass("home");
    }

    private SectionTag resume() {
        if (view.resume().isEmpty()) {
            CourseLesson first = view.course().lessons().stream()
                    .filter(lesson -> !lesson.planned())
                    .findFirst()
                    .orElseThrow();
            return section(
                            p(words.say("home.new.kicker")).withClass("kicker"),
                            h1(words.say("home.new.title")),
                            p(words.say("home.new.what")),
                            p(begin(first)).withClass("acts"))
                    .withClass("resume");
        }
        HomeView.Resume resume = view.resume().get();
        Step step = resume.step();
        CourseLesson lesson = resume.lesson();
        String title = lesson.title().in(words.language());
        String kicker = words.say(
                "home.resume.kicker",
                "day",
                words.day(resume.at()),
                "time",
                words.minute(resume.at()),
                "lesson",
                lesson.number() + " " + title,
                "count",
                lesson.stepCount(),
                "step",
                step.number());
        boolean passed = passed(view.mark(lesson, step.id()));
        String state = words.say(passed ? "home.resume.passed" : "home.resume.open", "count", resume.cellsRun());
        return section(
                        p(kicker).withClass("kicker"),
                        h1(
                                span(lesson.number() + "." + step.number()).withClass("no"),
                                text(" " + step.title().in(words.language()))),
                        p(state),
                        p(a(words.say("home.resume.go"))
                                        .withClass("btn go")
                                        .withHref(Addresses.page(lesson.slug(), step.number())))
                                .withClass("acts"))
                .withClass("resume");
    }

    private ATag begin(CourseLesson lesson) {
        return a(words.say("home.new.go", "number", lesson.number()))
                .withClass("btn go")
                .withHref(Addresses.page(lesson.slug(), 1));
    }

    private SectionTag track(Course.Track track) {
        List<CourseLesson> lessons = view.course().lessonsOf(track);
        int minutes = lessons.stream().mapToInt(CourseLesson::minutes).sum();
        String id = "track-" + track.id();
        return section(
                        h2(
                                        text(track.id() + " " + track.title().in(words.language())),
                                        small(words.say("home.track", "count", lessons.size(), "minutes", minutes)))
                                .withId(id),
                        ol(each(lessons, this::lesson)).withClass("toc"))
                .withClass("part")
                .attr("aria-labelledby", id);
    }

    private LiTag lesson(CourseLesson lesson) {
        String title = lesson.title().in(words.language());
        SpanTag minutes =
                span(words.say("home.minutes", "count", lesson.minutes())).withClass("min");
        DomContent number = span(Integer.toString(lesson.number())).withClass("n");
        if (lesson.planned()) {
            return li(
                            number,
                            span(span(title)).withClass("later"),
                            span(words.say("home.planned")).withClass("dim small"),
                            minutes)
                    .withClass("planned");
        }
        boolean now = view.resume()
                .map(resume -> resume.lesson().slug().equals(lesson.slug()))
                .orElse(false);
        ATag link = a(span(title)).withHref("/lessons/" + lesson.slug());
        return li(number, now ? link.withClass("now").attr("aria-current", "true") : link, ticks(lesson), minutes);
    }

    private SpanTag ticks(CourseLesson lesson) {
        List<Step> steps = lesson.content().orElseThrow().steps();
        List<DomContent> ticks = new ArrayList<>();
        int passed = 0;
        int begun = 0;
        for (Step step : steps) {
            StepMark mark = view.mark(lesson, step.id());
            passed += passed(mark) ? 1 : 0;
            begun += mark == StepMark.BEGUN ? 1 : 0;
            ticks.add(passed(mark) ? i().withClass("f") : mark == StepMark.BEGUN ? i().withClass("h") : i());
        }
        String said = words.say("home.ticks", "count", steps.size(), "passed", passed, "begun", begun);
        return span(each(ticks.stream())).withClass("ticks").attr("role", "img").attr("aria-label", said);
    }

    private static boolean passed(StepMark mark) {
        return mark == StepMark.PASSED || mark == StepMark.SHOWN;
    }

    private SectionTag computer() {
        String what =
                view.shortcomings().isEmpty() ? words.say("home.computer.all") : String.join(" ", view.shortcomings());
        return section(
                h2(words.say("home.computer.title")),
                p(text(what + " "), a(words.say("home.computer.more")).withHref("/doctor")));
    }
}
