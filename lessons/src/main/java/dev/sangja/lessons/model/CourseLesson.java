package dev.sangja.lessons.model;

import dev.sangja.lessons.text.Localized;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A lesson's place in the course.
 *
 * @param number from 1
 * @param slug its name in addresses, such as {@code namespaces}
 * @param track the id of its track
 * @param title its title
 * @param minutes how long it takes
 * @param stepCount how many steps it has
 * @param needs the slugs of the lessons to do before
 * @param content the lesson itself; empty while it is only planned
 */
public record CourseLesson(
        int number,
        String slug,
        String track,
        Localized title,
        int minutes,
        int stepCount,
        List<String> needs,
        Optional<Lesson> content) {
    public CourseLesson {
        needs = List.copyOf(needs);
    }

    /** Whether it is announced but not written yet. */
    public boolean planned() {
        return content.isEmpty();
    }

    /** The name of its folder, such as {@code 06-namespaces}. */
    public String folder() {
        return String.format(Locale.ROOT, "%02d-%s", number, slug);
    }
}
