package dev.sangja.web.lesson;

import java.util.Map;
import java.util.Optional;

/**
 * What a learner did with one cell.
 *
 * @param draft what the learner made of it; empty if it stands as it was given
 * @param run its last run
 * @param answers what was filled in or chosen, by the id of the field or question; for an ordering puzzle the ids in
 *     the learner's order, joined by commas, under the cell's id
 * @param feedback what the learner was last told about the answers; empty if nothing
 */
public record CellWork(
        Optional<String> draft, Optional<RunView> run, Map<String, String> answers, Optional<Feedback> feedback) {
    /** Nothing yet. */
    public static final CellWork NONE = new CellWork(Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

    public CellWork {
        answers = Map.copyOf(answers);
    }

    /** What a learner is told about answers: whether they agree with what is true now, and a sentence. */
    public record Feedback(boolean passed, String message) {}
}
