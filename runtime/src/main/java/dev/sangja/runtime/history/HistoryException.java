package dev.sangja.runtime.history;

import static java.util.Objects.requireNonNull;

/** The history cannot do what it is asked to; nothing was changed. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** A run is under way, or another return. */
        BUSY,
        /** There is no such state, or it has been forgotten. */
        STATE_UNKNOWN,
        /** Nothing of that state was kept. */
        STATE_NOT_KEPT,
        /** There are more files now than can be kept, so they could not be come back to. */
        TOO_MANY_FILES,
        /** The history's own files are not what they should be. */
        DAMAGED
    }

    public HistoryException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    HistoryException(String message) {
        this(Reason.DAMAGED, message);
    }

    HistoryException(String message, Throwable cause) {
        super(message, cause);
        this.reason = Reason.DAMAGED;
    }

    public Reason reason() {
        return reason;
    }
}
