package dev.sangja.web.lesson;

import dev.sangja.lessons.model.Picture;
import dev.sangja.lessons.model.Step;
import dev.sangja.web.receipt.ReceiptView;
import java.util.Optional;

/** The receipt of a cell's run, with what the step is about in front. */
final class Receipts {
    private Receipts() {}

    static Optional<ReceiptView> of(RunView run, String number, int cell, Step step, boolean open) {
        boolean layers = step.pictures().stream().anyMatch(picture -> picture.kind() == Picture.Kind.LAYER_STACK);
        ReceiptView.Lead lead = layers ? ReceiptView.Lead.LAYERS : ReceiptView.Lead.STORY;
        return run.receipt()
                .map(receipt -> new ReceiptView(run.number(), number, cell, receipt, run.story(), lead, open));
    }
}
