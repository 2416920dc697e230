package dev.sangja.lessons.model;

import dev.sangja.lessons.check.Expression;
import java.util.Map;
import java.util.Optional;

/**
 * A state in which a step is not done, and the feedback it must get.
 *
 * @param code the feedback's code
 * @param afterSolution whether the solution is run first
 * @param run commands that bring the state about; may be empty
 * @param answers answers given, by the field's id
 * @param where what must hold of the machine for the state to be reachable at all; empty if nothing must
 */
public record WrongState(
        String code, boolean afterSolution, String run, Map<String, String> answers, Optional<Expression> where) {
    public WrongState {
        answers = Map.copyOf(answers);
    }
}
