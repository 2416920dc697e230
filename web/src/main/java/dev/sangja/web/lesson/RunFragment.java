package dev.sangja.web.lesson;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;

import dev.sangja.lessons.model.Lesson;
import dev.sangja.lessons.model.Step;
import dev.sangja.web.markup.Chip;
import dev.sangja.web.markup.Data;
import dev.sangja.web.receipt.ReceiptSlip;
import dev.sangja.web.text.Words;
import j2html.tags.specialized.DivTag;
import java.util.Optional;

/** What a page needs once a run has ended: the cell's state, its receipt, and what a screen reader says. */
public final class RunFragment {
    private RunFragment() {}

    /**
     * The fragment.
     *
     * @param cell the cell's id
     */
    public static DivTag draw(Lesson lesson, Step step, String cell, RunView run, Words words) {
        int index = Cells.index(step, cell);
        String name = words.say("cell.name", "letter", words.letter(index));
        RunState state = RunState.of(Optional.of(run), false, name, words);
        DivTag fragment = div(
                        Chip.of(state.state(), state.word()).attr(Data.PART, "status"),
                        p(state.spoken()).attr(Data.PART, "spoken"))
                .attr(Data.RUN, run.id().toString())
                .attr(Data.STATE, state.state().token());
        String number = lesson.number() + "." + step.number();
        Receipts.of(run, number, index, step, false)
                .ifPresent(receipt -> fragment.with(ReceiptSlip.draw(receipt, words)));
        return fragment;
    }
}
