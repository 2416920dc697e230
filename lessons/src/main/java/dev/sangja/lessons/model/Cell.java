package dev.sangja.lessons.model;

import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.text.Message;
import dev.sangja.runtime.journal.TraceLevel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that the learner does in a step. */
public sealed interface Cell {
    /** Its name within the lesson. */
    String id();

    /**
     * Commands for the shell.
     *
     * @param code what the learner starts from
     * @param solution what passes the check; the same as the code where the step shows everything
     * @param trace how much is recorded of a run
     * @param timeLimit after which a run is stopped
     */
    record Shell(String id, String code, String solution, TraceLevel trace, Duration timeLimit) implements Cell {}

    /**
     * A file to edit, written to the machine when it is saved.
     *
     * @param path where it lies in the workbench
     * @param mode its permission bits, as in chmod(2)
     * @param text what the learner starts from
     * @param solution what passes the check
     */
    record File(String id, String path, int mode, String text, String solution) implements Cell {}

    /**
     * Values that the learner measured, compared with what is true at the time.
     *
     * @param fields in order
     */
    record Answer(String id, List<Field> fields) implements Cell {
        public Answer {
            fields = List.copyOf(fields);
        }
    }

    /**
     * One value to fill in.
     *
     * @param id its name within the step, by which checks ask for it
     * @param label what is asked for
     * @param solution what yields the right answer on the machine as it is
     */
    record Field(String id, Message label, Expression solution) {}

    /**
     * Questions about the idea; they never gate a step.
     *
     * @param questions in order
     */
    record Quiz(String id, List<Question> questions) implements Cell {
        public Quiz {
            questions = List.copyOf(questions);
        }
    }

    /**
     * One question.
     *
     * @param id its name within the quiz
     * @param question what is asked
     * @param options in order
     * @param right the id of the right option
     * @param why why it is right, shown after the answer
     */
    record Question(String id, Message question, List<Option> options, String right, Message why) {
        public Question {
            options = List.copyOf(options);
        }
    }

    /**
     * Things to put in order. The answer is the ids in the learner's order, joined by commas, under the cell's id.
     *
     * @param items in the order in which they are first shown
     * @param solution an accepted order
     */
    record Order(String id, List<Option> items, List<String> solution) implements Cell {
        public Order {
            items = List.copyOf(items);
            solution = List.copyOf(solution);
        }
    }

    /**
     * Something to choose or to order.
     *
     * @param id its stable name
     * @param text what stands there
     */
    record Option(String id, Message text) {}

    /** The ids under which answers to it are kept. */
    default List<String> answerIds() {
        if (this instanceof Answer answer) {
            return answer.fields().stream().map(Field::id).toList();
        }
        return this instanceof Order ? List.of(id()) : List.of();
    }

    /** The answer field of that id, if it is one of this cell's. */
    default Optional<Field> field(String fieldId) {
        return this instanceof Answer answer
                ? answer.fields().stream()
                        .filter(field -> field.id().equals(fieldId))
                        .findFirst()
                : Optional.empty();
    }
}
