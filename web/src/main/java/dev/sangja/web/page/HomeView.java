package dev.sangja.web.page;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.CourseLesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.web.lesson.StepMark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The home page: a table of contents, where to go on, and the last day's work as a receipt.
 *
 * @param course everything that is taught
 * @param marks how far the learner is, by lesson slug and then by step id; what is absent is open
 * @param resume where the learner was last; empty for somebody new
 * @param day the last day with work; empty for somebody new
 * @param shortcomings what this computer cannot do, one sentence each, in the page's language
 */
public record HomeView(
        Course course,
        Map<String, Map<String, StepMark>> marks,
        Optional<Resume> resume,
        Optional<Day> day,
        List<String> shortcomings) {
    public HomeView {
        marks = Map.copyOf(marks);
        shortcomings = List.copyOf(shortcomings);
    }

    /**
     * Where the learner was last.
     *
     * @param lesson the lesson
     * @param step the step
     * @param at when
     * @param cellsRun how many cells of the step were run
     */
    public record Resume(CourseLesson lesson, Step step, Instant at, int cellsRun) {}

    /**
     * A day's work, summed over its receipts.
     *
     * @param from when the first run was asked for
     * @param to when the last one ended
     * @param cells runs of cells
     * @param calls system calls on receipts
     * @param failedCalls of these, how many failed
     * @param namespaces namespaces that came into being
     * @param added paths added to layers
     * @param modified paths changed in layers
     * @param deleted paths deleted in layers
     * @param bytesWritten bytes that writable layers grew by
     * @param limits the kernel files of the limits that acted, and how often
     * @param predictions questions predicted whose outcome is known
     * @param agreed of these, how many predictions agreed with the outcome
     * @param hints hints taken
     * @param passed steps passed
     */
    public record Day(
            Instant from,
            Instant to,
            int cells,
            long calls,
            long failedCalls,
            int namespaces,
            long added,
            long modified,
            long deleted,
            long bytesWritten,
            Map<String, Integer> limits,
            int predictions,
            int agreed,
            int hints,
            int passed) {
        public Day {
            limits = Map.copyOf(limits);
        }
    }

    StepMark mark(CourseLesson lesson, String step) {
        return marks.getOrDefault(lesson.slug(), Map.of()).getOrDefault(step, StepMark.OPEN);
    }
}
