package dev.sangja.web.markup;

import static j2html.TagCreator.span;

import j2html.tags.specialized.SpanTag;

/** A state with its drawing and its word. */
public final class Chip {
    private Chip() {}

    /** The state's drawing and that word. */
    public static SpanTag of(State state, String word) {
        return span(state.icon().draw(), span(word).withClass("t"))
                .withClass("status")
                .attr(Data.STATE, state.token());
    }
}
