package dev.sangja.lessons.model;

import java.util.Map;

/**
 * A state in which a step is not done, and the feedback it must get.
 *
 * @param code the feedback's code
 * @param afterSolution whether the solution is run first
 * @param run commands that bring the state about; may be empty
 * @param answers answers given, by the field's id
 */
public record WrongState(String code, boolean afterSolution, String run, Map<String, String> answers) {
    public WrongState {
        answers = Map.copyOf(answers);
    }
}
