package dev.sangja.lessons.proof;

import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.model.Cell;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Predict;
import dev.sangja.lessons.model.Step;
import dev.sangja.lessons.model.WrongState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a lesson promises of a real machine: each check fails before its solution and passes after it, and each declared
 * wrong state gives its declared feedback. This is only the plan; it touches no machine.
 *
 * @param lesson whose promises these are
 * @param cases in order; each needs a fresh machine
 */
public record LessonProof(Lesson lesson, List<Case> cases) {
    public LessonProof {
        cases = List.copyOf(cases);
    }

    /**
     * One promise.
     *
     * @param step the step that it is about
     * @param state the state that it is about: {@code start}, {@code solution}, or a feedback code
     * @param actions what to do and to find out, in order
     */
    public record Case(Step step, String state, List<Action> actions) {
        public Case {
            actions = List.copyOf(actions);
        }
    }

    /** The promises of that lesson. */
    public static LessonProof of(Lesson lesson) {
        List<Case> cases = new ArrayList<>();
        for (Step step : lesson.steps()) {
            cases.add(new Case(step, "start", List.of(new Action.Open(step.startState()), new Action.MustNotPass())));
            cases.add(new Case(step, "solution", solution(step)));
            for (WrongState state : step.wrongStates()) {
                cases.add(new Case(step, state.code(), wrong(step, state)));
            }
        }
        return new LessonProof(lesson, cases);
    }

    private static List<Action> solution(Step step) {
        List<Action> actions = new ArrayList<>();
        actions.add(new Action.Open(step.startState()));
        actions.addAll(suppose(step, step.where()));
        actions.addAll(solve(step, true));
        actions.add(new Action.MustPass());
        return actions;
    }

    private static List<Action> wrong(Step step, WrongState state) {
        List<Action> actions = new ArrayList<>();
        actions.add(new Action.Open(step.startState()));
        actions.addAll(suppose(step, state.where().or(step::where)));
        if (state.afterSolution()) {
            actions.addAll(solve(step, false));
        }
        if (!state.run().isBlank()) {
            actions.add(new Action.Run("", state.run()));
        }
        state.answers().forEach((field, value) -> actions.add(new Action.Answer(field, value)));
        actions.add(new Action.MustFail(state.code()));
        return actions;
    }

    private static List<Action> suppose(Step step, Optional<Expression> where) {
        return where.<List<Action>>map(condition ->
                        List.of(new Action.Suppose(condition, step.check().definitions())))
                .orElse(List.of());
    }

    /** The solution, with each prediction's outcome asked for right after the first run that shows it. */
    private static List<Action> solve(Step step, boolean predictions) {
        List<Action> actions = new ArrayList<>();
        Set<String> run = new HashSet<>();
        for (String id : step.solution()) {
            Cell cell = step.cell(id)
                    .orElseThrow(() -> new IllegalArgumentException(step.id() + " has no cell '" + id + "'"));
            actions.addAll(solve(step, cell));
            if (predictions && run.add(id)) {
                step.predicts().stream()
                        .filter(predict -> predict.cell().equals(id))
                        .map((Predict predict) -> new Action.MustKnow(predict))
                        .forEach(actions::add);
            }
        }
        return actions;
    }

    private static List<Action> solve(Step step, Cell cell) {
        if (cell instanceof Cell.Shell shell) {
            return List.of(new Action.Run(shell.id(), shell.solution()));
        }
        if (cell instanceof Cell.File file) {
            return List.of(new Action.Save(file, file.solution()));
        }
        if (cell instanceof Cell.Order order) {
            return List.of(new Action.Answer(order.id(), String.join(",", order.solution())));
        }
        List<Action> actions = new ArrayList<>();
        if (cell instanceof Cell.Answer answer) {
            for (Cell.Field field : answer.fields()) {
                actions.add(new Action.AnswerMeasured(
                        field.id(), field.solution(), step.check().definitions()));
            }
        }
        return actions;
    }
}
