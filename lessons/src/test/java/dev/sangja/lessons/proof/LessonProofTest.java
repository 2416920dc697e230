package dev.sangja.lessons.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.format.CourseReader;
import dev.sangja.lessons.format.Folder;
import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.proof.LessonProof.Case;
import java.util.List;
import org.junit.jupiter.api.Test;

class LessonProofTest {
    private final Lesson lesson = CourseReader.read(Folder.ofProduct())
            .find("namespaces")
            .orElseThrow()
            .content()
            .orElseThrow();
    private final LessonProof proof = LessonProof.of(lesson);

    @Test
    void provesStartSolutionAndEveryWrongStateOfEveryStep() {
        int states = lesson.steps().stream()
                .mapToInt(step -> 2 + step.wrongStates().size())
                .sum();

        assertThat(proof.cases()).hasSize(states);
        assertThat(proof.cases())
                .allSatisfy(promise -> assertThat(promise.actions()).first().isInstanceOf(Action.Open.class));
    }

    @Test
    void asksForThePredictedOutcomeRightAfterTheRunThatShowsIt() {
        List<Action> actions = actions("uts", "solution");

        assertThat(actions).hasSize(4);
        assertThat(actions.get(1)).isInstanceOf(Action.Run.class);
        assertThat(actions.get(2)).isInstanceOf(Action.MustKnow.class);
        assertThat(actions.get(3)).isInstanceOf(Action.MustPass.class);
    }

    @Test
    void givesMeasuredAnswersInTheSolution() {
        assertThat(actions("map", "solution")).anyMatch(Action.AnswerMeasured.class::isInstance);
    }

    @Test
    void runsASolutionFirstWhereAWrongStateComesAfterIt() {
        assertThat(actions("net", "NET_OUTER_DOWN"))
                .filteredOn(Action.Run.class::isInstance)
                .hasSize(3);
        assertThat(actions("net", "NET_OUTER_DOWN")).last().isEqualTo(new Action.MustFail("NET_OUTER_DOWN"));
    }

    @Test
    void promisesNothingWhereAMachineCannotSolveTheStep() {
        assertThat(actions("user", "solution").get(1)).isInstanceOf(Action.Suppose.class);
        assertThat(actions("user", "USER_NO_FILE").get(1)).isInstanceOf(Action.Suppose.class);
        assertThat(actions("user", "start")).noneMatch(Action.Suppose.class::isInstance);
    }

    @Test
    void takesAStatesOwnConditionBeforeThatOfTheStep() {
        String ofStep = supposed("user", "solution");

        assertThat(supposed("user", "USER_NO_FILE")).isEqualTo(ofStep);
        assertThat(supposed("user", "USER_ONE_ID")).isNotEqualTo(ofStep);
    }

    private String supposed(String step, String state) {
        return actions(step, state).stream()
                .filter(Action.Suppose.class::isInstance)
                .map(action -> ((Action.Suppose) action).condition().source())
                .findFirst()
                .orElseThrow();
    }

    private List<Action> actions(String step, String state) {
        return proof.cases().stream()
                .filter(promise ->
                        promise.step().id().equals(step) && promise.state().equals(state))
                .findFirst()
                .map(Case::actions)
                .orElseThrow();
    }
}
