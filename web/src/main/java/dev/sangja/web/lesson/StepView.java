package dev.sangja.web.lesson;

import dev.sangja.lessons.model.Course;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.web.machine.PanelView;
import java.util.Map;

/**
 * One step as a learner sees it.
 *
 * @param track the track that the lesson belongs to
 * @param lesson the lesson
 * @param step the step, one of the lesson's
 * @param marks how far the learner is, by the id of each step of the lesson; a step that is absent is open
 * @param work what the learner did, by the id of each cell of the step
 * @param forecasts what the learner predicted, by the id of the question
 * @param check the learner at the check
 * @param machine the learner's machine
 */
public record StepView(
        Course.Track track,
        Lesson lesson,
        Step step,
        Map<String, StepMark> marks,
        Map<String, CellWork> work,
        Map<String, Forecast> forecasts,
        CheckWork check,
        PanelView machine) {
    public StepView {
        marks = Map.copyOf(marks);
        work = Map.copyOf(work);
        forecasts = Map.copyOf(forecasts);
    }

    StepMark mark(Step other) {
        return marks.getOrDefault(other.id(), StepMark.OPEN);
    }

    CellWork work(String cell) {
        return work.getOrDefault(cell, CellWork.NONE);
    }

    /** The lesson's and the step's numbers, as in {@code 6.3}. */
    String number() {
        return lesson.number() + "." + step.number();
    }
}
