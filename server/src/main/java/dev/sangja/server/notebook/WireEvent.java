package dev.sangja.server.notebook;

import static java.util.Objects.requireNonNull;

/**
 * An event as it goes out to readers, and as it is kept for those who come later.
 *
 * @param id counts the events of a run from 1
 * @param name what kind of event it is
 * @param data its JSON document, on one line
 */
public record WireEvent(long id, String name, String data) {
    public WireEvent {
        requireNonNull(name, "name");
        requireNonNull(data, "data");
    }

    /** Whether nothing follows this event. */
    public boolean last() {
        return name.equals("ended") || name.equals("gone");
    }
}
