package dev.sangja.web.receipt;

import dev.sangja.lessons.story.Story;
import dev.sangja.runtime.receipt.Receipt;

/**
 * A receipt as a page shows it.
 *
 * @param number counts the learner's receipts from 1
 * @param step the step's number, such as {@code 6.3}
 * @param cell the cell's place among the cells of its step, from 0
 * @param receipt what was measured
 * @param story what happened, in the page's language
 * @param lead what the step is about, which comes first
 * @param open whether it is shown open
 */
public record ReceiptView(int number, String step, int cell, Receipt receipt, Story story, Lead lead, boolean open) {
    /** What comes first in an open receipt. */
    public enum Lead {
        STORY,
        LAYERS
    }
}
