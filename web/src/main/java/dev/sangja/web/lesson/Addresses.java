package dev.sangja.web.lesson;

import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;

/** The addresses of a step: of its page, and of what its page sends to and reads from. See docs/http.md. */
public final class Addresses {
    private Addresses() {}

    /** The page of a step. */
    public static String page(String slug, int step) {
        return "/lessons/" + slug + "/" + step;
    }

    static String page(Lesson lesson, Step step) {
        return page(lesson.slug(), step.number());
    }

    static String api(Lesson lesson, Step step) {
        return "/api/lessons/" + lesson.slug() + "/steps/" + step.id();
    }

    static String fragment(Lesson lesson, Step step) {
        return "/fragments/lessons/" + lesson.slug() + "/steps/" + step.id();
    }
}
