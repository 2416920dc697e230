package dev.sangja.lessons.model;

import dev.sangja.lessons.text.Localized;

/** Something that stands in a step. */
public sealed interface Block {
    /**
     * Paragraphs.
     *
     * @param html markup that is safe to place in a page as it is; a glossary term at its first use is a {@code button}
     *     of class {@code term} with {@code data-term}, {@code data-other} and {@code data-note}
     */
    record Prose(Localized html) implements Block {}

    /** A cell. */
    record CellBlock(Cell cell) implements Block {}

    /** A question before a run. */
    record PredictBlock(Predict predict) implements Block {}

    /** A picture of the machine. */
    record PictureBlock(Picture picture) implements Block {}
}
