package dev.sangja.server.notebook;

import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.server.store.StepKey;
import java.util.UUID;

/** A step of a lesson. */
public record LessonStep(Lesson lesson, Step step) {
    /** One learner's place in the store for it. */
    public StepKey key(UUID learner) {
        return new StepKey(learner, lesson.slug(), step.id());
    }
}
