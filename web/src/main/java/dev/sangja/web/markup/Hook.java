package dev.sangja.web.markup;

import java.util.Locale;

/**
 * The scripts that enhance parts of a page. A part names its script in {@code data-hook}; the script of that name lies
 * in {@code js/hooks/}.
 */
public enum Hook {
    /** A cell: editing, running, streaming. */
    CELL,
    /** A check: submitting it, and the hint ladder below it. */
    CHECK,
    /** The strip that says that the server cannot be reached. */
    CONNECTION,
    /** The terminal drawer. */
    DRAWER,
    /** Keys, the table of keys and the palette. */
    KEYS,
    /** The links that switch the language. */
    LANGUAGES,
    /** The machine panel. */
    MACHINE,
    /** The notice that a machine is gone. */
    NOTICE,
    /** An ordering puzzle. */
    ORDER,
    /** A picture of the machine that follows it. */
    PICTURE,
    /** A question asked before a run. */
    PREDICT,
    /** Larger type for a projector. */
    PROJECTOR,
    /** Concept cards. */
    QUIZ,
    /** Filters the raw lines of a receipt. */
    RAWLINES,
    /** A receipt: its open state, and flags and map rows that point at each other. */
    RECEIPT,
    /** Buttons that destroy work, with their question. */
    RESET,
    /** The step list, folded on narrow screens, and the button that runs everything. */
    STEPS,
    /** Words that show the other language's word. */
    TERMS,
    /** Light or dark. */
    THEME,
    /** Values that the learner measured. */
    ANSWERS;

    /** The name in {@code data-hook} and of the script, without its ending. */
    public String module() {
        return name().toLowerCase(Locale.ROOT);
    }
}
