package dev.sangja.lessons.model;

import dev.sangja.lessons.check.Check;
import dev.sangja.lessons.check.Expression;
import dev.sangja.lessons.text.Localized;
import dev.sangja.lessons.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One step of a lesson.
 *
 * @param id its name within the lesson, such as {@code pid}
 * @param number its place in the lesson, from 1
 * @param minutes how long it takes
 * @param support how much of the work it does for the learner
 * @param title its title
 * @param startState a script that builds what the step starts from, run as root of the workbench when the step is
 *     opened or reset; doing it again changes nothing; empty if there is nothing to build
 * @param blocks what stands in it, in reading order
 * @param check whether it is done
 * @param where what must hold of the machine for the step to be solvable; empty if nothing must
 * @param hints in rising order: where to look; the shape of the command with one blank
 * @param solution what passes the check: cells to run and answers to give, in order
 * @param wrongStates states that must give a certain feedback; the content tests run them
 */
public record Step(
        String id,
        int number,
        int minutes,
        Support support,
        Localized title,
        String startState,
        String undo,
        List<Block> blocks,
        Check check,
        Optional<Expression> where,
        List<Message> hints,
        List<String> solution,
        List<WrongState> wrongStates) {
    public Step {
        blocks = List.copyOf(blocks);
        hints = List.copyOf(hints);
        solution = List.copyOf(solution);
        wrongStates = List.copyOf(wrongStates);
    }

    /** Its cells, in reading order. */
    public List<Cell> cells() {
        return only(Block.CellBlock.class).map(Block.CellBlock::cell).toList();
    }

    /** Its questions before a run, in reading order. */
    public List<Predict> predicts() {
        return only(Block.PredictBlock.class).map(Block.PredictBlock::predict).toList();
    }

    /** Its pictures, in reading order. */
    public List<Picture> pictures() {
        return only(Block.PictureBlock.class).map(Block.PictureBlock::picture).toList();
    }

    public Optional<Cell> cell(String cellId) {
        return cells().stream().filter(cell -> cell.id().equals(cellId)).findFirst();
    }

    private <B extends Block> Stream<B> only(Class<B> kind) {
        return blocks.stream().filter(kind::isInstance).map(kind::cast);
    }
}
