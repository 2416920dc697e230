package dev.sangja.web.markup;

import java.util.Locale;

/** The states of cells, checks and machines: a drawing, a word and a colour each. */
public enum State {
    IDLE(Icon.IDLE),
    RUNNING(Icon.RUN),
    PASSED(Icon.OK),
    FAILED(Icon.BAD),
    STALE(Icon.STALE),
    LIMIT(Icon.LIMIT),
    GONE(Icon.GONE);

    private final Icon icon;

    State(Icon icon) {
        this.icon = icon;
    }

    /** The value of {@code data-state}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Icon icon() {
        return icon;
    }
}
